/** Texts of the window and of the native menu, by place. */
export const studio = {
  productName: 'Prometeu Studio',
  menu: {
    file: 'File',
    openProject: 'Open project…',
    createProject: 'New project…',
    closeProject: 'Close project',
    edit: 'Edit',
    find: 'Find asset',
    asset: 'Asset',
    register: 'Register',
    reveal: 'Reveal in file manager',
    copyPath: 'Copy path',
    project: 'Project',
    reload: 'Reload from disk',
    verify: 'Verify snapshot',
    view: 'View',
    help: 'Help',
  },
  dialog: {
    chooseProject: 'Open project',
    chooseNewProjectFolder: 'Choose an empty folder for the new project',
  },
} as const;
