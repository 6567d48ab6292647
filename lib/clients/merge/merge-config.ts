import type { Change, Merged } from '@/lib/clients/merge/change'
import type { Addition, ConfigFormat } from '@/lib/clients/model'
import { fail, type Result } from '@/lib/result'

/** Characters. Claude Code keeps its whole history beside the servers; TOML and YAML take seconds from here on. */
const MAX_LENGTH: Record<ConfigFormat, number> = {
  json: 2_000_000,
  jsonc: 2_000_000,
  toml: 100_000,
  yaml: 100_000,
  python: 0,
}

/** What goes into a file: `full` when there is nothing in it yet, else the additions. */
export type MergeServer = { format: ConfigFormat; full: string; additions: Addition[] }

/**
 * The user's own config file with this server added or updated; comments and other entries stay as they are, byte for byte.
 * Pure, and it works in the browser. Fails with `invalid-input` for a file that can't be read (the message names the line),
 * that holds something else where the servers belong, or that is too large.
 */
export async function mergeConfig(existing: string, server: MergeServer): Promise<Result<Merged>> {
  const text = existing.replace(/^\uFEFF/, '')
  const bom = existing.slice(0, existing.length - text.length)

  if (server.format === 'python') {
    return refuse('A program has no servers to add to.', 'Copy the lines instead.')
  }
  if (text.length > MAX_LENGTH[server.format]) {
    return refuse(
      `This file is larger than ${MAX_LENGTH[server.format].toLocaleString('en')} characters.`,
      'Paste the config file itself, or put the fragment above into it by hand.',
    )
  }
  if (text.trim() === '') {
    return { ok: true, data: { text: bom + server.full, changes: server.additions.map(created) } }
  }
  const merged = await merge(text, server)
  return merged.ok ? { ok: true, data: { ...merged.data, text: bom + merged.data.text } } : merged
}

/** What is read only for some clients arrives only for those. */
async function merge(text: string, { format, additions }: MergeServer): Promise<Result<Merged>> {
  if (format === 'toml') {
    return (await import('@/lib/clients/merge/merge-toml')).mergeToml(text, additions)
  }
  if (format === 'yaml') {
    return (await import('@/lib/clients/merge/merge-yaml')).mergeYaml(text, additions)
  }
  return (await import('@/lib/clients/merge/merge-json')).mergeJson(text, additions)
}

function created({ path }: Addition): Change {
  return { path: path.join('.'), kind: 'added' }
}

function refuse(message: string, remedy: string): Result<never> {
  return fail({ code: 'invalid-input', message, remedy })
}
