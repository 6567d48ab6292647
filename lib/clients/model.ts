import type { Route } from 'next'

export const OPERATING_SYSTEMS = ['mac', 'linux', 'windows'] as const
export type OperatingSystem = (typeof OPERATING_SYSTEMS)[number]

export type ConfigFormat = 'json' | 'jsonc' | 'toml' | 'yaml' | 'python'

/**
 * What stands between client and runtime: Slipway's own bridge; or the signing proxy, found on the path, by its full path
 * (programs with a window), or in a container. A runtime with tokens has no proxy: all but `slipway` is the runtime itself.
 */
export const LAUNCHERS = ['slipway', 'uvx', 'path', 'docker'] as const
export type Launcher = (typeof LAUNCHERS)[number]

/** How a client starts Slipway's bridge: absolute paths of the person's computer, no secret, nothing to keep fresh. */
export type BridgeCall = {
  /** The Node.js that runs it. */
  node: string
  /** The built command line; see `builtProgram`. */
  script: string
  /** The runtime's name, or its ARN where a name is not enough. */
  runtime: string
  /** Key of the connection, where it is not the one that a terminal would take. */
  connection?: string
  /** The state folder of Slipway, where it is not the usual one: sign-ins, rules and record are there. */
  stateDir?: string
}

/** What a client is to connect to. It never holds a secret: a token is always named, never spelled out. */
export type Target = {
  /** Name of the entry: `[A-Za-z0-9_-]{1,20}`; see `entryName`. */
  name: string
  /** Invocation URL, with the ARN encoded once. */
  url: string
  region: string
  auth: 'sigv4' | 'jwt'
  /** Named AWS profile to sign with; left out, the client's default credentials sign. */
  profile?: string | undefined
  /** Name that requests are signed for; AgentCore's when left out. */
  service?: string
  /** `uvx` when left out; with `slipway`, `bridge` is there. */
  launcher?: Launcher
  bridge?: BridgeCall
  /** Certificates and proxies for the program that the client starts; see `surroundingsOf`. Never a secret. */
  environment?: Record<string, string>
  /** The runtime is one of the practice account: its own keys sign. */
  isPractice?: boolean
}

/** A word of a command line as it is meant, or one in which the shell itself fills in the token's variable. */
export type Word = string | { before: string; variable: string }

/**
 * One thing to put into a config file. `path` leads to a key of objects; with `identity`, it leads to a list whose items are
 * told apart by that member.
 */
export type Addition = {
  path: string[]
  value: unknown
  identity?: string
  /** Where a server leads whose entry does not say it: through Slipway's bridge. */
  endpoint?: string
}

/** Something that must be true before the config works. `href`: how to install it; `link`: where Slipway itself has it. */
export type Need = { text: string; command?: string; href?: string; link?: { label: string; href: Route } }

type Structured = {
  /** The whole config file, as if nothing else were in it. */
  document: Record<string, unknown>
  /** Keys that lead to the object or list which holds all servers: what an existing file already has. */
  container: string[]
  /** What else the entry needs in an existing file. */
  also?: Addition[]
}

/** What one client's definition says about one target; `emitConfig` turns it into text. */
export type Emission = (Structured | { source: string }) & {
  /** The words of one line that does the same. */
  words?: Word[] | undefined
  /** A link that opens the client and installs the entry. */
  link?: string | undefined
  needs: Need[]
  notes: string[]
}

/** A client's own setting for slow answers, in the client's own unit. */
type Timeout = { setting: string; value: number; unit: 'seconds' | 'milliseconds' }

export type ClientFacts = {
  id: string
  name: string
  /** Two letters, drawn instead of a trademark. */
  initials: string
  format: ConfigFormat
  /** File of the user's own config, or the place in the client's settings. */
  paths: Record<OperatingSystem, string>
  /** File inside a project, shared with its other users. */
  projectPath?: string | undefined
  /** What stands for the token in the client's file, which looks it up; left out when the file itself must hold it. */
  tokenReference?: string
  timeouts?: Timeout[]
  /** Addresses to register at the identity provider before the client can sign in by OAuth; `PORT` is chosen by the user. */
  redirectUris?: string[]
  docsUrl: string
  /** Month in which the format was last checked against the vendor's documentation. */
  verifiedAt: string
  status: 'stable' | 'legacy' | 'unconfirmed'
  /** How the client picks up a changed file. */
  restart: string
}

export type ClientDefinition = ClientFacts & { emit: (target: Target, os: OperatingSystem) => Emission }

/** A client's config for one target, ready to show. */
export type ClientConfig = {
  client: Pick<ClientFacts, 'id' | 'name'>
  path: string
  projectPath?: string | undefined
  fileName: string
  format: ConfigFormat
  /** The whole file. */
  full: string
  /** What goes into the existing `container` when the file already has other servers; empty for a program. */
  fragment: string
  /** What the fragment goes into, as a person would say it: `mcpServers`. */
  container: string
  /** What `mergeConfig` puts into an existing file. */
  additions: Addition[]
  /** One line for bash and zsh. */
  command?: string
  /** The same for PowerShell; absent where Windows PowerShell would take the quotes out of it. */
  powershell?: string
  link?: string | undefined
  needs: Need[]
  notes: string[]
}

/** A runtime's name made fit for every client's list: letters, digits, `_`, `-`, at most 20 (clients facts, section 6). */
export function entryName(runtimeName: string): string {
  return runtimeName.replace(/[^A-Za-z0-9_-]/g, '-').slice(0, 20) || 'aws-api'
}
