import { FolderOpen, FolderPlus, Shapes } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Failure } from '../../../src-preload/contract/domain/failure.ts';
import type { Folder } from '../../app/session.ts';
import { t } from '../../app/translation.ts';
import { failureMessage } from '../../ipc/failure-message.ts';
import { Button } from '../../ui/button.tsx';
import { ProductMark } from '../../ui/product-mark.tsx';
import { SentenceAlert } from '../../ui/sentence-alert.tsx';
import { RecentProjects } from './recent-projects.tsx';

interface StartScreenProps {
  readonly failure: Failure | null;
  /** Whether a folder is being asked for already. */
  readonly asking: boolean;
  readonly onOpen: (folder: Folder) => void;
  readonly onChoose: () => void;
  readonly onCreate: () => void;
  readonly onSample: () => void;
}

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** What a window shows before a project is open: open, create, the sample, and the projects of before. */
export function StartScreen({ failure, asking, onOpen, onChoose, onCreate, onSample }: StartScreenProps): ReactElement {
  return (
    <main className="h-full overflow-y-auto">
      {/* It begins at a place of the window, not at one of its own height: what appears in it moves nothing. */}
      <div className="mx-auto grid max-w-[920px] grid-cols-[280px_minmax(0,1fr)] gap-x-16 gap-y-6 px-8 pt-[max(48px,50vh-220px)] pb-8">
        <section>
          <div className="flex items-center gap-3">
            <ProductMark className="h-10 shrink-0" />
            <h1 className="text-home font-semibold tracking-tight">{t('studio.productName')}</h1>
          </div>
          <p className="mt-2 text-fg-dim">{t('studio.start.tagline')}</p>
          <div className="mt-8 flex flex-col gap-2">
            <Button
              look="primary"
              unavailable={asking}
              className="justify-start"
              icon={<FolderOpen {...icon} />}
              onClick={onChoose}
            >
              {t('studio.start.open')}
            </Button>
            <Button unavailable={asking} className="justify-start" icon={<FolderPlus {...icon} />} onClick={onCreate}>
              {t('studio.start.create')}
            </Button>
            <Button
              look="quiet"
              unavailable={asking}
              className="justify-start"
              icon={<Shapes {...icon} />}
              onClick={onSample}
            >
              {t('studio.start.sample')}
            </Button>
          </div>
          {failure === null ? null : (
            <div className="mt-6">
              <SentenceAlert {...failureMessage(failure)} />
            </div>
          )}
        </section>
        <RecentProjects onOpen={onOpen} />
      </div>
    </main>
  );
}
