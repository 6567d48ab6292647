import { defineClient } from '@/lib/clients/definitions/define'
import { CHECKED, inHome } from '@/lib/clients/definitions/home'
import { BRACED } from '@/lib/clients/servers'

const AUTHORIZATION = `Bearer ${BRACED}`

export const claudeCode = defineClient(
  {
    id: 'claude-code',
    name: 'Claude Code',
    initials: 'CC',
    format: 'json',
    paths: inHome('.claude.json'),
    projectPath: '.mcp.json',
    tokenReference: BRACED,
    timeouts: [{ setting: 'MCP_TIMEOUT (environment)', value: 60_000, unit: 'milliseconds' }],
    redirectUris: ['http://localhost:PORT/callback'],
    docsUrl: 'https://code.claude.com/docs/en/mcp',
    verifiedAt: CHECKED,
    status: 'stable',
    restart: 'Start a new session; /mcp lists the server.',
  },
  {
    container: ['mcpServers'],
    stdio: (server) => ({ type: 'stdio', ...server }),
    remote: (url) => ({ type: 'http', url, headers: { Authorization: AUTHORIZATION } }),
    isTerminal: true,
    words: ({ auth, name, url, region }, { command, args }) => {
      const env = `AWS_DEFAULT_REGION=${region}`
      return auth === 'sigv4'
        ? ['claude', 'mcp', 'add', name, '--scope', 'user', '--env', env, '--', command, ...args]
        : [
            ...['claude', 'mcp', 'add', '--transport', 'http', '--scope', 'user'],
            ...[name, url, '--header', `Authorization: ${AUTHORIZATION}`],
          ]
    },
    notes: ({ auth }) =>
      auth === 'sigv4'
        ? ['If the start times out, set MCP_TIMEOUT=60000 for the first one.']
        : ['Keep the single quotes: with double quotes the shell writes the token itself into the file.'],
  },
)
