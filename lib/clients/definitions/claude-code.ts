import { defineClient } from '@/lib/clients/definitions/define'
import { CHECKED, inHome } from '@/lib/clients/definitions/home'
import { BRACED, bridgeOf, envWords, startsProgram } from '@/lib/clients/servers'

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
    words: (target, server) => {
      const { name, url } = target
      const env = envWords('--env', server)
      return startsProgram(target)
        ? ['claude', 'mcp', 'add', name, '--scope', 'user', ...env, '--', server.command, ...server.args]
        : [
            ...['claude', 'mcp', 'add', '--transport', 'http', '--scope', 'user'],
            ...[name, url, '--header', `Authorization: ${AUTHORIZATION}`],
          ]
    },
    notes: (target) =>
      bridgeOf(target)
        ? []
        : startsProgram(target)
          ? ['If the start times out, set MCP_TIMEOUT=60000 for the first one.']
          : ['Keep the single quotes: with double quotes the shell writes the token itself into the file.'],
  },
)
