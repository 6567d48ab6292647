import { defineClient } from '@/lib/clients/definitions/define'
import { CHECKED, inHome } from '@/lib/clients/definitions/home'
import { envWords, startsProgram, TOKEN_VARIABLE } from '@/lib/clients/servers'

/** Seconds. Codex gives a start 10 s and a call 60 s, which a cold runtime doesn't always make. */
const TIMEOUTS = { startup_timeout_sec: 60, tool_timeout_sec: 300 }

export const codex = defineClient(
  {
    id: 'codex',
    name: 'Codex',
    initials: 'Co',
    format: 'toml',
    paths: inHome('.codex/config.toml'),
    projectPath: '.codex/config.toml',
    tokenReference: TOKEN_VARIABLE,
    timeouts: [
      { setting: 'startup_timeout_sec', value: TIMEOUTS.startup_timeout_sec, unit: 'seconds' },
      { setting: 'tool_timeout_sec', value: TIMEOUTS.tool_timeout_sec, unit: 'seconds' },
    ],
    docsUrl: 'https://developers.openai.com/codex/mcp',
    verifiedAt: CHECKED,
    status: 'stable',
    restart: 'Start a new session; /mcp lists the server.',
  },
  {
    container: ['mcp_servers'],
    stdio: (server) => ({ ...TIMEOUTS, ...server }),
    remote: (url) => ({ url, bearer_token_env_var: TOKEN_VARIABLE, ...TIMEOUTS }),
    isTerminal: true,
    words: (target, server) =>
      startsProgram(target)
        ? ['codex', 'mcp', 'add', target.name, ...envWords('--env', server), '--', server.command, ...server.args]
        : ['codex', 'mcp', 'add', target.name, '--url', target.url, '--bearer-token-env-var', TOKEN_VARIABLE],
    notes: () => ['The one-liner leaves the time-outs at their defaults; the file sets longer ones.'],
  },
)
