export const OPERATING_SYSTEMS = ['mac', 'linux', 'windows'] as const
export type OperatingSystem = (typeof OPERATING_SYSTEMS)[number]

export type ConfigFormat = 'json' | 'toml'

/** What a client is to connect to. It never holds a secret: a token is always named, never spelled out. */
export type Target = {
  /** Name of the entry: `[A-Za-z0-9_-]{1,20}`; see `entryName`. */
  name: string
  /** Invocation URL, with the ARN encoded once. */
  url: string
  region: string
  auth: 'sigv4' | 'jwt'
  /** Named AWS profile to sign with; left out, the client's default credentials sign. */
  profile?: string
}

/** Something that must be true before the config works. */
export type Need = { text: string; command?: string; href?: string }

/** What one client's definition says about one target; `emitConfig` turns it into text. */
export type Emission = {
  /** The whole config file, as if nothing else were in it. */
  document: Record<string, unknown>
  /** Keys that lead to the object which holds all servers: what an existing file already has. */
  container: string[]
  /** One line for bash and zsh that does the same. */
  command?: string
  /** A link that opens the client and installs the entry. */
  link?: string
  needs: Need[]
  notes: string[]
}

export type ClientDefinition = {
  id: string
  name: string
  /** Two letters, drawn instead of a trademark. */
  initials: string
  format: ConfigFormat
  /** File of the user's own config. */
  paths: Record<OperatingSystem, string>
  /** File inside a project, shared with its other users. */
  projectPath?: string
  docsUrl: string
  /** Month in which the format was last checked against the vendor's documentation. */
  verifiedAt: string
  status: 'stable' | 'legacy' | 'unconfirmed'
  /** How the client picks up a changed file. */
  restart: string
  emit: (target: Target, os: OperatingSystem) => Emission
}

/** A client's config for one target, ready to show. */
export type ClientConfig = {
  path: string
  projectPath?: string
  fileName: string
  format: ConfigFormat
  /** The whole file. */
  full: string
  /** What goes into the existing `container` when the file already has other servers. */
  fragment: string
  /** What the fragment goes into, as a person would say it: `mcpServers`. */
  container: string
  command?: string
  link?: string
  needs: Need[]
  notes: string[]
}

/** A runtime's name made fit for every client's list: letters, digits, `_`, `-`, at most 20 (clients facts, section 6). */
export function entryName(runtimeName: string): string {
  return runtimeName.replace(/[^A-Za-z0-9_-]/g, '-').slice(0, 20) || 'aws-api'
}
