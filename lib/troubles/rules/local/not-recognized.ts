/** How cmd and PowerShell say in other languages that they do not know a program: before its name, and after it. */
const SAID: [before: string, after: string][] = [
  ['', 'ist entweder falsch geschrieben'],
  ['', "n['’]est pas reconnue? en tant que"],
  ['', 'no se reconoce como'],
  ['', 'non è riconosciuto come'],
  ['', 'não é reconhecido como'],
  ['', 'не является внутренней'],
  ['', 'nie jest rozpoznawan'],
  ['', 'wordt niet herkend als'],
  ['', 'は、内部コマンドまたは外部コマンド'],
  ['', '不是内部或外部命令'],
  ['', '不是內部或外部命令'],
  ['', String.raw`은\(는\) 내부 또는 외부 명령`],
  ['Benennung ', 'wurde nicht als Name eines Cmdlet'],
  ['terme ', "n['’]est pas reconnu comme nom"],
  ['término ', 'no se reconoce como nombre'],
  ['用語 ', 'は、コマンドレット'],
  ['无法将', '项识别为 cmdlet'],
]

/** Alternatives of a pattern, each with one group: what was not recognized. `name` is the source of a pattern without groups. */
export function notRecognized(name: string): string[] {
  return SAID.map(([before, after]) => `${before}["'«“„]{1,2} ?(${name}) ?["'»”“]{1,2} ?${after}`)
}

/** One of these is in each of them, in lower case. */
export const NOT_RECOGNIZED_HINTS = [
  'entweder falsch geschrieben',
  'est pas reconnu',
  'no se reconoce como',
  'non è riconosciuto come',
  'não é reconhecido como',
  'не является внутренней',
  'nie jest rozpoznawan',
  'wordt niet herkend als',
  '内部コマンドまたは外部コマンド',
  '不是内部或外部命令',
  '不是內部或外部命令',
  '내부 또는 외부 명령',
  'wurde nicht als name',
  'は、コマンドレット',
  '项识别为 cmdlet',
]
