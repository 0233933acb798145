import {
  AudioLines,
  Box,
  Braces,
  FileText,
  Grid3x3,
  Image,
  LayoutDashboard,
  type LucideIcon,
  Music,
  Type,
  FileQuestionMark as Unknown,
} from 'lucide-react';
import type { ReactElement } from 'react';

const icons = {
  image: Image,
  tileset: Grid3x3,
  'sprite-atlas': LayoutDashboard,
  sound: AudioLines,
  music: Music,
  model: Box,
  font: Type,
  text: FileText,
  data: Braces,
  unknown: Unknown,
} as const satisfies Record<string, LucideIcon>;

interface TypeIconProps {
  readonly type: keyof typeof icons;
  readonly size?: number;
}

/** A kind of file as an icon. It is decoration: the text beside it says the same. */
export function TypeIcon({ type, size = 16 }: TypeIconProps): ReactElement {
  const Icon = icons[type];
  return <Icon size={size} strokeWidth={1.5} aria-hidden="true" className="shrink-0 text-fg-faint" />;
}
