import { Component, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { t } from './translation.ts';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

/** Shows a sentence and a way on when a component throws, instead of an empty window. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly broken: boolean }> {
  override readonly state = { broken: false };

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) {
      return this.props.children;
    }
    return (
      <main role="alert" className="flex h-full flex-col items-center justify-center gap-2 p-8 text-center">
        <h1 className="text-title font-semibold">{t('studio.crash.heading')}</h1>
        <p className="max-w-[440px] text-fg-dim">{t('studio.crash.body')}</p>
        <Button
          look="primary"
          className="mt-4"
          onClick={() => {
            this.setState({ broken: false });
          }}
        >
          {t('studio.crash.retry')}
        </Button>
      </main>
    );
  }
}
