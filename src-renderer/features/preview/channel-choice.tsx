import type { ReactElement } from 'react';
import { t } from '../../app/translation.ts';
import { Select } from '../../ui/select.tsx';
import { pictureChannels, usePictureChannel } from './picture-channel.ts';

/** Which channel of a picture is shown. */
export function ChannelChoice(): ReactElement {
  const { channel } = usePictureChannel();
  return (
    <Select
      look="tool"
      aria-label={t('previews.channel.label')}
      value={channel}
      onChoose={(value) => {
        usePictureChannel.setState({ channel: pictureChannels.find((each) => each === value) ?? 'all' });
      }}
    >
      {pictureChannels.map((each) => (
        <option key={each} value={each}>
          {t(`previews.channel.${each}`)}
        </option>
      ))}
    </Select>
  );
}

interface ChannelFilterProps {
  readonly id: string;
  readonly matrix: string;
}

/** The filter that a picture is drawn through. It takes no room. */
export function ChannelFilter({ id, matrix }: ChannelFilterProps): ReactElement {
  return (
    <svg aria-hidden="true" className="absolute size-0">
      <filter id={id} colorInterpolationFilters="sRGB">
        <feColorMatrix type="matrix" values={matrix} />
      </filter>
    </svg>
  );
}
