import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import { type ReactElement, useId, useRef, useState } from 'react';
import {
  type SettingName,
  type Settings,
  type SettingsChange,
  settingChoices,
  settingNames,
  settingsAtFirst,
} from '../../../src-preload/contract/domain/settings.ts';
import { showOverlay, useOverlay } from '../../app/overlay.ts';
import { useSettings } from '../../app/settings.ts';
import { t } from '../../app/translation.ts';
import { failureMessage } from '../../ipc/failure-message.ts';
import { call } from '../../ipc/packer-client.ts';
import { studioKeys } from '../../ipc/studio-queries.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { Select } from '../../ui/select.tsx';
import { SentenceAlert } from '../../ui/sentence-alert.tsx';
import { wordsOf } from '../../ui/words-of.ts';

/** All settings with a search. Each choice is in force at once, and each can be taken back to what it was at first. */
export function SettingsDialog(): ReactElement {
  const isOpen = useOverlay(({ overlay }) => overlay?.kind === 'settings');
  const [text, setText] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const queryClient = useQueryClient();
  const { settings } = useSettings();
  const change = useMutation({
    mutationFn: (chosen: SettingsChange) => call('studio:change-settings', { change: chosen }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: studioKeys.settings() }),
  });
  const words = wordsOf(text);
  const found = settingNames.filter((name) => words.every((word) => textsOf(name).includes(word)));

  return (
    <Dialog
      open={isOpen}
      onClose={() => {
        setText('');
        change.reset();
        showOverlay(null);
      }}
      title={t('studio.settings.heading')}
      closeLabel={t('studio.common.close')}
      initialFocus={search}
      header={<SearchBox ref={search} label={t('studio.settings.search')} text={text} onChange={setText} />}
      footer={
        <Button
          look="quiet"
          onClick={() => {
            showOverlay({ kind: 'keys' });
          }}
        >
          {t('studio.settings.keys')}
        </Button>
      }
    >
      {change.isError ? <SentenceAlert {...failureMessage(change.error.failure)} /> : null}
      {change.data?.saved === false ? (
        <p role="alert" className="mb-2 text-err">
          {t('studio.settings.notSaved')}
        </p>
      ) : null}
      {found.length === 0 ? (
        <p role="status" className="py-6 text-center text-fg-dim">
          {t('studio.settings.none')}
        </p>
      ) : (
        <ul>
          {found.map((name) => (
            <SettingRow
              key={name}
              name={name}
              chosen={settings[name]}
              onChoose={(value) => {
                change.mutate({ [name]: value });
              }}
            />
          ))}
        </ul>
      )}
    </Dialog>
  );
}

interface SettingRowProps {
  readonly name: SettingName;
  readonly chosen: Settings[SettingName];
  readonly onChoose: (value: Settings[SettingName]) => void;
}

function SettingRow({ name, chosen, onChoose }: SettingRowProps): ReactElement {
  const [labelId, hintId] = [useId(), useId()];
  const first = settingsAtFirst[name];
  const choices: readonly Settings[SettingName][] = settingChoices[name];
  return (
    <li className="flex items-center gap-3 border-t border-line py-3 first:border-t-0 first:pt-1">
      <div className="min-w-0 flex-1">
        <p id={labelId} className="font-medium">
          {t(`studio.settings.${name}.label`)}
        </p>
        <p id={hintId} className="text-small text-fg-dim">
          {t(`studio.settings.${name}.hint`)}
        </p>
      </div>
      <Select
        aria-labelledby={labelId}
        aria-describedby={hintId}
        value={chosen}
        onChoose={(value) => {
          const choice = choices.find((each) => each === value);
          if (choice !== undefined) {
            onChoose(choice);
          }
        }}
        className="w-48 shrink-0"
      >
        {choices.map((value) => (
          <option key={value} value={value}>
            {choiceLabel(name, value)}
          </option>
        ))}
      </Select>
      <IconButton
        label={t('studio.settings.reset', { setting: t(`studio.settings.${name}.label`) })}
        unavailable={chosen === first ? t('studio.settings.isFirst') : undefined}
        onClick={() => {
          onChoose(first);
        }}
      >
        <RotateCcw size={16} strokeWidth={1.5} aria-hidden="true" />
      </IconButton>
    </li>
  );
}

function choiceLabel(name: SettingName, value: Settings[SettingName]): string {
  // The compiler can't tell that the value is one of this very setting.
  return t(`studio.settings.${name}.choice.${value}` as 'studio.settings.theme.choice.dark');
}

/** What a setting is found by. */
function textsOf(name: SettingName): string {
  const choices = settingChoices[name].map((value) => choiceLabel(name, value));
  return [t(`studio.settings.${name}.label`), t(`studio.settings.${name}.hint`), ...choices].join(' ').toLowerCase();
}
