/** From the mildest to the worst; what nobody can tell counts as writing. */
export const COMMAND_CLASSES = ['read', 'unknown', 'write', 'cost', 'secrets', 'permissions'] as const

/**
 * `cost` starts something that is billed while it exists, `secrets` hands out a secret or a sign-in, `permissions` changes who may do
 * what. docs/decisions/020-guard-classes.md says more.
 */
export type CommandClass = (typeof COMMAND_CLASSES)[number]

/** One command of a call. */
export type CommandPart = {
  text: string
  service?: string
  operation?: string
  /** IAM actions in AWS's spelling; with a star where the command doesn't say which. Empty: nobody knows. */
  actions: string[]
  /** As the command names them, `*` for all; empty: the server's own. */
  regions: string[]
  /** The account that it is known to reach: undefined when the command takes another identity. */
  account?: string
  class: CommandClass
  why: string
  /** Something in the text that nobody here understands: then no rule by action can allow it. */
  doubt?: string
}

export type Classification = { parts: CommandPart[]; class: CommandClass }

/** Where the server runs, as far as the caller knows. */
export type ServerPlace = { region?: string; account?: string }

/** The worst of them; `read` of none. */
export function worstClass(classes: readonly CommandClass[]): CommandClass {
  const rank = classes.reduce((worst, one) => Math.max(worst, COMMAND_CLASSES.indexOf(one)), 0)
  return COMMAND_CLASSES[rank] ?? 'unknown'
}
