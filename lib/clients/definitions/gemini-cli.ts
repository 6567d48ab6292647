import { defineClient } from '@/lib/clients/definitions/define'
import { CHECKED, inHome } from '@/lib/clients/definitions/home'
import { BRACED, bridgeOf, envWords, startsProgram } from '@/lib/clients/servers'

const TIMEOUT_MS = 300_000
const AUTHORIZATION = `Bearer ${BRACED}`

export const geminiCli = defineClient(
  {
    id: 'gemini-cli',
    name: 'Gemini CLI',
    initials: 'Ge',
    format: 'json',
    paths: inHome('.gemini/settings.json'),
    projectPath: '.gemini/settings.json',
    tokenReference: BRACED,
    timeouts: [{ setting: 'timeout', value: TIMEOUT_MS, unit: 'milliseconds' }],
    redirectUris: ['http://localhost:7777/oauth/callback'],
    docsUrl: 'https://geminicli.com/docs/tools/mcp-server/',
    verifiedAt: CHECKED,
    status: 'stable',
    restart: 'Start a new session; /mcp lists the server.',
  },
  {
    container: ['mcpServers'],
    stdio: (server) => ({ ...server, timeout: TIMEOUT_MS }),
    remote: (url) => ({ url, type: 'http', headers: { Authorization: AUTHORIZATION }, timeout: TIMEOUT_MS }),
    isTerminal: true,
    words: (target, server) =>
      startsProgram(target)
        ? [
            ...['gemini', 'mcp', 'add', '-s', 'user', ...envWords('-e', server)],
            ...[target.name, server.command, '--', ...server.args],
          ]
        : [
            ...['gemini', 'mcp', 'add', '-s', 'user', '-t', 'http'],
            ...['-H', `Authorization: ${AUTHORIZATION}`, target.name, target.url],
          ],
    notes: (target) => [
      'In a folder that it was not told to trust, Gemini CLI leaves your own servers out too: /permissions trust there changes that.',
      ...(startsProgram(target) && !bridgeOf(target)
        ? [
            'Gemini CLI keeps variables named KEY, TOKEN or SECRET from the programs that it starts: use an AWS profile.',
          ]
        : []),
    ],
  },
)
