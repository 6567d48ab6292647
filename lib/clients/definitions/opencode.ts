import { defineClient } from '@/lib/clients/definitions/define'
import { CHECKED, inHome } from '@/lib/clients/definitions/home'
import { TOKEN_VARIABLE } from '@/lib/clients/servers'

const REFERENCE = `{env:${TOKEN_VARIABLE}}`
const TIMEOUT_MS = 60_000

export const opencode = defineClient(
  {
    id: 'opencode',
    name: 'opencode',
    initials: 'oc',
    format: 'jsonc',
    paths: inHome('.config/opencode/opencode.json'),
    projectPath: 'opencode.json',
    tokenReference: REFERENCE,
    timeouts: [{ setting: 'timeout', value: TIMEOUT_MS, unit: 'milliseconds' }],
    docsUrl: 'https://opencode.ai/docs/mcp-servers/',
    verifiedAt: CHECKED,
    status: 'stable',
    restart: 'Start a new session; opencode mcp list shows the state.',
  },
  {
    container: ['mcp'],
    // Its schema is closed: `args` and `env` would be errors.
    stdio: ({ command, args, env }) => ({
      type: 'local',
      command: [command, ...args],
      ...(env === undefined ? {} : { environment: env }),
      enabled: true,
      timeout: TIMEOUT_MS,
    }),
    remote: (url) => ({
      type: 'remote',
      url,
      headers: { Authorization: `Bearer ${REFERENCE}` },
      // Otherwise a refused token starts a sign-in by OAuth.
      oauth: false,
      enabled: true,
      timeout: TIMEOUT_MS,
    }),
    isTerminal: true,
    notes: () => [
      'This is the format of version 1. Version 2 has the entry under mcp.servers, and "disabled" for "enabled".',
    ],
  },
)
