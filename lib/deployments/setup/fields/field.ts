import type { DeploymentSpec, DeploymentSpecInput } from '@/lib/deployments/spec/schema'
import type { TermName } from '@/lib/glossary'

/** The form's texts by the name of their field, as typed. */
export type Answers = Readonly<Record<string, string | undefined>>

/** `lifecycle.maxSeconds`: where something stands in a spec. */
type PathIn<T> = T extends readonly unknown[]
  ? never
  : T extends object
    ? { [K in keyof T & string]: K | `${K}.${PathIn<NonNullable<T[K]>>}` }[keyof T & string]
    : never

type SpecPath = PathIn<DeploymentSpecInput>

type Choice = { value: string; label: string; description?: string }

/** All that is known of one question of the setup form. */
export type Field = {
  /** Where the answer goes in the spec, and whose errors are shown here; absent where it only says how others are read. */
  path?: SpecPath
  /** A wider part of the spec whose errors belong here too, unless another field is nearer to them. */
  owns?: SpecPath
  /** What other answers must mean for this one to count. */
  when?: Readonly<Record<string, string>>
  /** What an empty answer means. */
  empty?: string
  /** Spaces and line breaks at the ends are the user's. */
  asTyped?: true
  /** Any other answer means the first. */
  choices?: readonly Choice[]
  read: (spec: DeploymentSpec) => string
  /** What goes into the spec: the text itself by default; undefined leaves the path out. */
  write?: (text: string, answers: Answers) => unknown
  /** What is wrong with a text that can not be written at all. */
  problems?: (text: string) => string[]
  /** What of the answer an error deeper than `path` is about; `rest` is the path from there. */
  subject?: (rest: string, answers: Answers) => string | undefined
  /** A line of what will exist. What isn't known yet is `…`; no text, no line. */
  summary?: { term: string; text: (answers: Answers) => string | undefined }
  label: string
  /** What the label means, by the glossary. */
  term?: TermName
  hint?: string
  /** `own`: a component made for it. */
  control: 'text' | 'number' | 'area' | 'select' | 'cards' | 'checkbox' | 'own'
  optional?: true
  mono?: true
  placeholder?: string
  rows?: number
  columns?: 1 | 2 | 3
  /** Asked in the folded part of its step, in one row with the others of this name. */
  more?: string
}

/** Decimal digits only: `0x40` and `1e3` are numbers to JavaScript and typing mistakes to everybody else. */
export function wholeNumber(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Number.NaN
}

/** What is left empty stays as AWS has it. */
export function unlessEmpty<T>(text: string, write: (text: string) => T): T | undefined {
  return text === '' ? undefined : write(text)
}
