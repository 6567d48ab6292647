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

const AUTHORIZATION = `Bearer \${${TOKEN_VARIABLE}}`

export const claudeCode: ClientDefinition = {
  id: 'claude-code',
  name: 'Claude Code',
  initials: 'CC',
  format: 'json',
  paths: { mac: '~/.claude.json', linux: '~/.claude.json', windows: '%USERPROFILE%\\.claude.json' },
  projectPath: '.mcp.json',
  docsUrl: 'https://code.claude.com/docs/en/mcp',
  verifiedAt: '2026-11',
  status: 'stable',
  restart: 'Start a new session; /mcp lists the server.',
  emit: (target, os) =>
    target.auth === 'sigv4'
      ? {
          document: { mcpServers: { [target.name]: { type: 'stdio', ...signingProxy(target) } } },
          container: ['mcpServers'],
          command: proxyCommand(target),
          needs: proxyNeeds(target),
          notes: ['If the start times out, set MCP_TIMEOUT=60000 for the first one.'],
        }
      : {
          document: {
            mcpServers: { [target.name]: { type: 'http', url: target.url, headers: { Authorization: AUTHORIZATION } } },
          },
          container: ['mcpServers'],
          command: tokenCommand(target),
          needs: tokenNeeds(os),
          notes: [
            TOKEN_EXPIRY_NOTE,
            'Keep the single quotes: with double quotes the shell writes the token itself into the file.',
          ],
        },
}

function proxyCommand(target: Target): string {
  const env = `AWS_DEFAULT_REGION=${target.region}`
  return shellLine('claude', 'mcp', 'add', target.name, '--scope', 'user', '--env', env, '--', ...proxyWords(target))
}

function tokenCommand({ name, url }: Target): string {
  const header = `Authorization: ${AUTHORIZATION}`
  return shellLine('claude', 'mcp', 'add', '--transport', 'http', '--scope', 'user', name, url, '--header', header)
}
