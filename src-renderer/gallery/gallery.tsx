import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FolderOpen, Plus, SearchX } from 'lucide-react';
import { type ReactElement, type ReactNode, useId, useLayoutEffect, useState } from 'react';
import { typeFilters } from '../../src-preload/contract/domain/asset.ts';
import {
  type SettingName,
  type Settings,
  type SettingsChange,
  settingChoices,
} from '../../src-preload/contract/domain/settings.ts';
import { applyLook } from '../app/settings.ts';
import { speak } from '../app/translation.ts';
import { call } from '../ipc/packer-client.ts';
import { studioKeys, studioQueries } from '../ipc/studio-queries.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { DetailsSection } from '../ui/details-section.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { FieldList } from '../ui/field-list.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { ProblemList } from '../ui/problem-list.tsx';
import { ProductMark } from '../ui/product-mark.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { SafeText } from '../ui/safe-text.tsx';
import { SearchBox } from '../ui/search-box.tsx';
import { Select } from '../ui/select.tsx';
import { SentenceAlert } from '../ui/sentence-alert.tsx';
import { type GlyphShape, StateGlyph } from '../ui/state-glyph.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import { TypeIcon } from '../ui/type-icon.tsx';

// Every component of `ui` in every state that it has, for the eye and for what measures contrast. It is no part of Studio:
// its words are specimens in no language, and it is built by itself (e2e/fixtures/gallery-app.ts).

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

const shown = ['theme', 'density', 'motion'] as const satisfies readonly SettingName[];

const longPath = 'world/backdrops/mountains-behind-the-village/evening-with-clouds/layer-0042.png';

const glyphs: readonly GlyphShape[] = [
  'disc-tick',
  'dashed-ring',
  'broken-square',
  'dot',
  'octagon-bar',
  'triangle-mark',
];

const colours = [
  { name: 'fg on panel', className: 'bg-panel text-fg' },
  { name: 'fg-dim on panel', className: 'bg-panel text-fg-dim' },
  { name: 'fg-faint on panel', className: 'bg-panel text-fg-faint' },
  { name: 'fg on app', className: 'bg-app text-fg' },
  { name: 'fg on raised', className: 'bg-raised text-fg' },
  { name: 'fg on selected', className: 'bg-selected text-fg' },
  { name: 'fg-dim on selected', className: 'bg-selected text-fg-dim' },
  { name: 'on-accent on accent', className: 'bg-accent text-on-accent' },
  { name: 'err on panel', className: 'bg-panel text-err' },
  { name: 'ok on panel', className: 'bg-panel text-ok' },
  { name: 'warn on panel', className: 'bg-panel text-warn' },
] as const;

/** The page, in the looks of the settings, which are Studio's own. */
export function Gallery(): ReactElement | null {
  const queryClient = useQueryClient();
  const { data: chosen } = useQuery(studioQueries.settings());
  const { mutate: choose } = useMutation({
    mutationFn: (change: SettingsChange) => call('studio:change-settings', { change }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: studioKeys.settings() }),
  });
  useLayoutEffect(() => {
    if (chosen !== undefined) {
      applyLook(chosen);
    }
  }, [chosen]);
  if (chosen === undefined) {
    return null;
  }
  speak(chosen.language);
  return (
    <main className="h-full overflow-y-auto bg-panel p-6">
      <div className="flex items-end gap-4 pb-4">
        <ProductMark className="size-8" />
        <h1 className="flex-1 text-home font-semibold">Gallery</h1>
        {shown.map((name) => (
          <SettingChoice
            key={name}
            name={name}
            settings={chosen.settings}
            onChoose={(value) => {
              choose({ [name]: value });
            }}
          />
        ))}
      </div>
      <Specimens />
    </main>
  );
}

interface SettingChoiceProps {
  readonly name: (typeof shown)[number];
  readonly settings: Settings;
  readonly onChoose: (value: string) => void;
}

function SettingChoice({ name, settings, onChoose }: SettingChoiceProps): ReactElement {
  return (
    <Select aria-label={name} value={settings[name]} onChoose={onChoose} className="w-36">
      {settingChoices[name].map((value) => (
        <option key={value} value={value}>
          {value}
        </option>
      ))}
    </Select>
  );
}

function Specimens(): ReactElement {
  const [text, setText] = useState('');
  const [choice, setChoice] = useState('one');
  const [open, setOpen] = useState<'report' | 'work' | null>(null);
  const close = (): void => {
    setOpen(null);
  };
  return (
    <div className="grid grid-cols-[repeat(auto-fill,minmax(340px,1fr))] gap-x-8 gap-y-6">
      <Specimen name="Button">
        <Row>
          <Button look="primary">Register</Button>
          <Button>Choose folder…</Button>
          <Button look="quiet">Clear all</Button>
        </Row>
        <Row>
          <Button look="primary" icon={<Plus {...icon} />}>
            With an icon
          </Button>
          <Button unavailable>Not available</Button>
        </Row>
      </Specimen>
      <Specimen name="IconButton, Tooltip">
        <Row>
          <IconButton label="Add" keys="Ctrl+N">
            <Plus {...icon} />
          </IconButton>
          <IconButton label="Pressed" aria-pressed className="text-fg">
            <FolderOpen {...icon} />
          </IconButton>
          <IconButton label="Not available" unavailable="Nothing is selected.">
            <Plus {...icon} />
          </IconButton>
          <Tooltip label="What it does" keys="Ctrl+Shift+T">
            <button type="button" className="h-7 rounded-control px-2 hover:bg-raised">
              Has a tooltip
            </button>
          </Tooltip>
        </Row>
      </Specimen>
      <Specimen name="SearchBox">
        <SearchBox label="Empty" text={text} onChange={setText} />
        <SearchBox label="With text" text="contrast" onChange={setText} />
      </Specimen>
      <Specimen name="Select">
        <Row>
          <Choices label="Plain" value={choice} onChoose={setChoice} />
          <Choices label="Tool" value={choice} onChoose={setChoice} look="tool" />
          <Choices label="Not available" value={choice} onChoose={setChoice} disabled />
        </Row>
      </Specimen>
      <Specimen name="StateGlyph">
        <Row>
          {glyphs.map((shape) => (
            <span key={shape} className="flex items-center gap-1.5 text-small">
              <StateGlyph shape={shape} />
              {shape}
            </span>
          ))}
        </Row>
        <Row selected>
          {glyphs.map((shape) => (
            <StateGlyph key={shape} shape={shape} />
          ))}
        </Row>
      </Specimen>
      <Specimen name="TypeIcon">
        <Row>
          {typeFilters.map((type) => (
            <span key={type} className="flex items-center gap-1.5 text-small">
              <TypeIcon type={type} />
              {type}
            </span>
          ))}
        </Row>
      </Specimen>
      <Specimen name="SafeText">
        <SafeText text="Backdrop, night" />
        <SafeText text={longPath} className="font-mono text-small text-fg-dim" />
        <SafeText text="Backdrop, night" marks={['drop', 'night']} />
        <SafeText text={`hidden\u202Ecod.exe\u0007`} />
        <SafeText text="شارة العدو 07" />
      </Specimen>
      <Specimen name="KeyHint">
        <Row>
          <KeyHint keys="Ctrl+K" />
          <KeyHint keys="⌘⏎" />
          <KeyHint keys="F8" />
        </Row>
      </Specimen>
      <Specimen name="ProgressBar">
        <ProgressBar label="Nothing done" done={0} total={120} className="block w-full" />
        <ProgressBar label="A third" done={40} total={120} className="block w-full" />
        <ProgressBar label="All" done={120} total={120} className="block w-full" />
        <ProgressBar label="Nobody knows" done={7} total={null} className="block w-full" />
      </Specimen>
      <Specimen name="FieldList">
        <FieldList
          fields={[
            { label: 'Size', value: '1,280 × 720' },
            { label: 'Colour', value: '8 bits, with alpha' },
            { label: 'Path', value: longPath },
          ]}
        />
      </Specimen>
      <Specimen name="SentenceAlert">
        <SentenceAlert
          wrong="The disk is full."
          safe="Nothing was written, and the registry is as it was."
          next="Make room, then try again."
          action={<Button>Try again</Button>}
        />
      </Specimen>
      <Specimen name="ProblemList">
        <ProblemList
          label="Problems"
          problems={[
            {
              key: 'a',
              severity: 'error',
              severityText: 'Error',
              wrong: 'A source file is missing.',
              place: `assets/${longPath}`,
              why: 'The asset can’t be packed without it.',
              next: 'Bring the file back, or take it out of the manifest.',
            },
            {
              key: 'b',
              severity: 'warning',
              severityText: 'Warning',
              wrong: 'The manifest has a key that nobody knows.',
              place: 'asset.json, line 7',
              why: 'It may be spelled wrong.',
              next: 'Correct it or take it out.',
            },
          ]}
        />
      </Specimen>
      <Specimen name="EmptyState">
        <div className="h-48 rounded-control border border-line">
          <EmptyState
            icon={<SearchX size={20} strokeWidth={1.5} aria-hidden="true" />}
            title="No asset matches"
            action={<Button>Clear filters</Button>}
          >
            One sentence that says why there is nothing, and one thing to do about it.
          </EmptyState>
        </div>
      </Specimen>
      <Specimen name="DetailsSection">
        <DetailsSection title="Source files" aside={<span className="text-small text-fg-faint">2 files</span>}>
          <p>What belongs to it.</p>
        </DetailsSection>
      </Specimen>
      <Specimen name="Dialog">
        <Row>
          <Button
            onClick={() => {
              setOpen('report');
            }}
          >
            Open a report
          </Button>
          <Button
            onClick={() => {
              setOpen('work');
            }}
          >
            Open work
          </Button>
        </Row>
        <Dialog
          open={open !== null}
          onClose={close}
          title={open === 'work' ? 'A piece of work' : 'A report'}
          closeLabel="Close"
          size={open ?? 'report'}
          footer={
            <>
              <Button onClick={close}>Cancel</Button>
              <Button look="primary" onClick={close}>
                Do it
              </Button>
            </>
          }
        >
          <p>What is to be decided, and what it leads to.</p>
        </Dialog>
      </Specimen>
      <Specimen name="Colours">
        {colours.map(({ name, className }) => (
          <p key={name} className={`rounded-control px-2 py-0.5 ${className}`}>
            {name}
          </p>
        ))}
      </Specimen>
    </div>
  );
}

function Specimen({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactElement {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0 space-y-2">
      <h2 id={id} className="border-b border-line pb-1 text-small font-semibold text-fg-dim">
        {name}
      </h2>
      {children}
    </section>
  );
}

function Row({ selected, children }: { readonly selected?: boolean; readonly children: ReactNode }): ReactElement {
  return (
    <div className={`flex flex-wrap items-center gap-2 ${selected === true ? 'rounded-control bg-selected p-1' : ''}`}>
      {children}
    </div>
  );
}

interface ChoicesProps {
  readonly label: string;
  readonly value: string;
  readonly onChoose: (value: string) => void;
  readonly look?: 'plain' | 'tool';
  readonly disabled?: boolean;
}

function Choices({ label, ...rest }: ChoicesProps): ReactElement {
  return (
    <Select aria-label={label} className="w-24" {...rest}>
      <option value="one">One</option>
      <option value="two">Two</option>
    </Select>
  );
}
