import { type Job, runJob, tellJob } from './jobs.ts';
import { announce } from './session.ts';
import { t } from './translation.ts';

/** A picture that was asked for and is not there yet. */
export interface AwaitedPicture {
  readonly root: string;
  /** Whether it is made after those that are on screen. */
  readonly ahead: boolean;
  /** Does without it. */
  readonly giveUp: () => void;
}

/** So many are there before anybody has read that they are on their way. */
const aFew = 4;

/** A job is listed when one has been waited for so long: a scroll through what was made before lists none. */
const longMs = 500;

/** Time between two looks at what is waited for, while anything is: the longest that main lets pass between two tellings. */
const msBetweenLooks = 250;

interface PictureJob {
  readonly jobId: Job['jobId'];
  done: number;
  cancelled: boolean;
  /** Takes it from the list. */
  end: (() => void) | null;
}

interface ProjectPictures {
  /** By when they were asked for, the oldest first. */
  readonly awaited: Map<AwaitedPicture, number>;
  readonly timer: number;
  job: PictureJob | null;
}

const projects = new Map<string, ProjectPictures>();

/**
 * Counts a picture until what is answered is called. Where more than a few are waited for and that takes long, they are a
 * job like any other; it ends with the last of them. Cancelling it gives up all that are waited for then, so that main
 * makes them no more.
 */
export function awaitPicture(projectId: string, picture: AwaitedPicture): () => void {
  const pictures = projects.get(projectId) ?? beginWaiting(projectId);
  pictures.awaited.set(picture, performance.now());
  return () => {
    pictures.awaited.delete(picture);
    if (pictures.awaited.size === 0) {
      clearInterval(pictures.timer);
      projects.delete(projectId);
      pictures.job?.end?.();
    }
  };
}

/** One of them is there, or is known not to come. */
export function pictureArrived(projectId: string): void {
  const job = projects.get(projectId)?.job;
  if (job !== null && job !== undefined) {
    job.done += 1;
  }
}

function beginWaiting(projectId: string): ProjectPictures {
  const timer = window.setInterval(() => {
    const [first] = pictures.awaited.values();
    if (
      pictures.job === null &&
      pictures.awaited.size > aFew &&
      first !== undefined &&
      performance.now() - first >= longMs
    ) {
      pictures.job = beginJob(projectId, pictures);
    }
    if (pictures.job !== null) {
      tell(pictures.job, pictures.awaited);
    }
  }, msBetweenLooks);
  const pictures: ProjectPictures = { awaited: new Map(), timer, job: null };
  projects.set(projectId, pictures);
  return pictures;
}

function beginJob(projectId: string, { awaited }: ProjectPictures): PictureJob {
  const job: PictureJob = { jobId: crypto.randomUUID(), done: 0, cancelled: false, end: null };
  void runJob(
    { jobId: job.jobId, kind: 'thumbnails', projectId },
    () =>
      new Promise<void>((resolve) => {
        job.end = resolve;
      }),
    // They are there to be seen, or have scrolled away: only what is not there has to be said.
    () => (job.cancelled ? { text: givenUp, outcome: 'cancelled', bulk: null } : null),
    () => {
      job.cancelled = true;
      announce(projectId, givenUp);
      for (const picture of [...awaited.keys()]) {
        picture.giveUp();
      }
    },
  );
  return job;
}

function givenUp(): string {
  return t('studio.jobs.thumbnailsCancelled');
}

function tell({ jobId, done }: PictureJob, awaited: ReadonlyMap<AwaitedPicture, number>): void {
  const waiting = [...awaited.keys()];
  // Those on screen are made first, in the order in which they were asked for.
  const current = waiting.find(({ ahead }) => !ahead) ?? waiting[0];
  tellJob({ jobId, done, total: done + waiting.length, current: current?.root ?? null });
}
