/**
 * The one table of who may import whom. `npm run walls` writes it into biome.json as lint errors, and
 * architecture.test.ts checks that it was written and that each wall really stops an import.
 */
export const DOMAINS = [
  'activity',
  'clients',
  'install',
  'connections',
  'deployments',
  'export',
  'health',
  'drift',
  'logs',
  'mcp',
  'bridge',
  'palette',
  'policies',
  'practice-account',
  'right-size',
  'roles',
  'runtimes',
  'sign-ins',
  'stop',
  'successor',
  'take-over',
  'tokens',
  'troubles',
  'usage',
] as const

type Domain = (typeof DOMAINS)[number]

/** Which domains a domain may use besides kernel, aws and auth. No cycles: architecture.test.ts checks. */
export const DOMAIN_IMPORTS: Record<Domain, Domain[]> = {
  activity: ['bridge', 'logs', 'mcp', 'policies', 'runtimes'],
  clients: [],
  install: ['bridge', 'clients', 'connections', 'deployments', 'mcp', 'runtimes', 'sign-ins', 'tokens'],
  connections: [],
  export: ['deployments', 'policies', 'roles', 'runtimes'],
  policies: [],
  'practice-account': [],
  'right-size': ['activity', 'connections', 'deployments', 'drift', 'policies', 'roles', 'runtimes'],
  logs: ['connections', 'policies', 'runtimes', 'troubles'],
  roles: ['connections', 'policies'],
  bridge: ['mcp', 'policies', 'runtimes', 'tokens', 'troubles'],
  runtimes: [],
  troubles: ['policies'],
  tokens: ['policies', 'runtimes', 'troubles'],
  'sign-ins': ['runtimes', 'tokens'],
  palette: ['clients', 'connections', 'logs', 'roles', 'runtimes'],
  health: [
    'activity',
    'bridge',
    'deployments',
    'drift',
    'logs',
    'mcp',
    'policies',
    'roles',
    'runtimes',
    'stop',
    'tokens',
    'troubles',
    'usage',
  ],
  usage: ['bridge', 'connections', 'deployments', 'logs', 'mcp', 'runtimes', 'tokens'],
  stop: ['bridge', 'deployments', 'mcp', 'policies', 'roles', 'runtimes', 'usage'],
  successor: ['bridge', 'clients', 'connections', 'deployments', 'mcp', 'policies', 'runtimes'],
  'take-over': ['connections', 'deployments', 'drift', 'roles', 'runtimes'],
  drift: ['connections', 'deployments', 'logs', 'policies', 'roles', 'runtimes'],
  mcp: ['policies', 'runtimes', 'tokens', 'troubles'],
  deployments: ['connections', 'logs', 'policies', 'roles', 'runtimes', 'tokens', 'troubles'],
}

/** Parts of lib/aws that hold no SDK and no secret, so the browser may have them. */
const CLIENT_SAFE_AWS = ['arn', 'connection', 'regions', 'types']
const SDK = ['@aws-sdk/**', '@smithy/**', '@aws-crypto/**']

/** Rooms of components that know no domain, and which of one another each may use. */
const PLAIN_ROOM_IMPORTS = {
  ui: [],
  feedback: ['ui'],
  form: ['ui', 'feedback'],
  layout: ['ui', 'feedback', 'form'],
  'code-editor': ['ui'],
} as const
const PLAIN_ROOMS = Object.keys(PLAIN_ROOM_IMPORTS) as (keyof typeof PLAIN_ROOM_IMPORTS)[]

export type Wall = {
  /** Name of the room, for messages. */
  room: string
  /** Globs of the files inside. */
  files: string[]
  /** Import patterns (gitignore style) that no file inside may use. */
  forbidden: { group: string[]; message: string }[]
}

const relative = {
  group: ['../**'],
  message: 'Import by @/ from another folder; a path that climbs hides which wall it crosses.',
}
const sdk = { group: SDK, message: 'Only lib/aws talks to the AWS SDK.' }
const app = { group: ['@/app/**'], message: 'Nothing imports app: it holds entry points only.' }
const components = { group: ['@/components/**'], message: 'lib knows nothing of components.' }
const practice = {
  group: ['@/lib/practice/**'],
  message: 'The product never imports the practice account; it only talks to it.',
}
const mutations = {
  group: ['@/lib/*/mutations'],
  message: 'Writes go through the actions of their domain, which authorize and validate.',
}
const awsInternals = {
  group: ['@/lib/aws/**', ...CLIENT_SAFE_AWS.map((name) => `!@/lib/aws/${name}`)],
  message: 'Components take data; only lib reads AWS.',
}

function rooms(names: string[], message: string) {
  return { group: names.map((name) => `@/lib/${name}/**`), message }
}

const COMPONENTS = [relative, sdk, app, practice, awsInternals, mutations]

function domainUi(room: (typeof PLAIN_ROOMS)[number]) {
  const allowed = [room, ...PLAIN_ROOM_IMPORTS[room]].map((name) => `!@/components/${name}/**`)
  return {
    group: ['@/components/**', ...allowed],
    message: `components/${room} knows no domain; see scripts/lib/walls.ts.`,
  }
}

function domainWall(domain: Domain): Wall {
  const others = DOMAINS.filter((other) => other !== domain && !DOMAIN_IMPORTS[domain].includes(other))
  const forbidden = [relative, sdk, app, components, practice]

  return {
    room: `lib/${domain}`,
    files: [`lib/${domain}/**`],
    forbidden: [...forbidden, rooms(others, `lib/${domain} may not use this domain; see scripts/lib/walls.ts.`)],
  }
}

const practiceForbidden = DOMAINS.filter((domain) => domain !== 'policies')

export const WALLS: Wall[] = [
  {
    room: 'app',
    files: ['app/**', 'proxy.ts', 'instrumentation.ts'],
    forbidden: [relative, sdk, practice, awsInternals, mutations],
  },
  { room: 'components', files: ['components/**'], forbidden: COMPONENTS },
  ...PLAIN_ROOMS.map((room) => ({
    room: `components/${room}`,
    files: [`components/${room}/**`],
    forbidden: [...COMPONENTS, domainUi(room)],
  })),
  { room: 'cli', files: ['cli/**'], forbidden: [relative, sdk, app, components] },
  {
    room: 'kernel',
    files: ['lib/*.ts', 'lib/format/**'],
    forbidden: [
      relative,
      sdk,
      app,
      components,
      practice,
      rooms(['aws', 'auth', ...DOMAINS], 'The kernel knows nothing above it.'),
    ],
  },
  {
    room: 'lib/aws',
    files: ['lib/aws/**'],
    forbidden: [relative, app, components, practice, rooms(['auth', ...DOMAINS], 'lib/aws knows only the kernel.')],
  },
  {
    room: 'lib/auth',
    files: ['lib/auth/**'],
    forbidden: [
      relative,
      sdk,
      app,
      components,
      practice,
      rooms([...DOMAINS], 'lib/auth knows the kernel and lib/aws.'),
    ],
  },
  ...DOMAINS.map(domainWall),
  {
    room: 'lib/practice',
    files: ['lib/practice/**'],
    forbidden: [
      relative,
      app,
      components,
      rooms(
        ['auth', ...practiceForbidden],
        'The practice account shares only the kernel and lib/policies with the product.',
      ),
      {
        group: ['@/lib/aws/**', '!@/lib/aws/arn'],
        message: 'The practice account is the other end of the wire; it shares no client code.',
      },
    ],
  },
]

/** The overrides that biome.json must hold, in its own shape. */
export function biomeOverrides() {
  return WALLS.map(({ files, forbidden }) => ({
    includes: files,
    linter: {
      rules: { style: { noRestrictedImports: { level: 'error', options: { patterns: forbidden } } } },
    },
  }))
}
