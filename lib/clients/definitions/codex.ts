import type { ClientDefinition, Target } from '@/lib/clients/model'
import {
  proxyNeeds,
  proxyWords,
  signingProxy,
  TOKEN_EXPIRY_NOTE,
  TOKEN_VARIABLE,
  tokenNeeds,
} from '@/lib/clients/servers'
import { shellLine } from '@/lib/clients/shell'

/** Seconds. Codex gives a start 10 s and a call 60 s, which a cold runtime doesn't always make. */
const TIMEOUTS = { startup_timeout_sec: 60, tool_timeout_sec: 300 }

export const codex: ClientDefinition = {
  id: 'codex',
  name: 'Codex',
  initials: 'Co',
  format: 'toml',
  paths: { mac: '~/.codex/config.toml', linux: '~/.codex/config.toml', windows: '%USERPROFILE%\\.codex\\config.toml' },
  projectPath: '.codex/config.toml',
  docsUrl: 'https://developers.openai.com/codex/mcp',
  verifiedAt: '2026-11',
  status: 'stable',
  restart: 'Start a new session; /mcp lists the server.',
  emit: (target, os) =>
    target.auth === 'sigv4'
      ? {
          document: { mcp_servers: { [target.name]: { ...TIMEOUTS, ...signingProxy(target) } } },
          container: ['mcp_servers'],
          command: proxyCommand(target),
          needs: proxyNeeds(target),
          notes: ['The one-liner leaves the time-outs at their defaults; the file sets longer ones.'],
        }
      : {
          document: {
            mcp_servers: { [target.name]: { url: target.url, bearer_token_env_var: TOKEN_VARIABLE, ...TIMEOUTS } },
          },
          container: ['mcp_servers'],
          command: shellLine(
            'codex',
            'mcp',
            'add',
            target.name,
            '--url',
            target.url,
            '--bearer-token-env-var',
            TOKEN_VARIABLE,
          ),
          needs: tokenNeeds(os),
          notes: [TOKEN_EXPIRY_NOTE],
        },
}

function proxyCommand(target: Target): string {
  const env = `AWS_DEFAULT_REGION=${target.region}`
  return shellLine('codex', 'mcp', 'add', target.name, '--env', env, '--', ...proxyWords(target))
}
