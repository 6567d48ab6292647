import type { ClientDefinition, Emission, Target } from '@/lib/clients/model'
import { proxyNeeds, signingProxy } from '@/lib/clients/servers'
import { shellLine } from '@/lib/clients/shell'

const INPUT_ID = 'agentcore-jwt'

export const vsCode: ClientDefinition = {
  id: 'vs-code',
  name: 'VS Code',
  initials: 'VS',
  format: 'json',
  paths: {
    mac: '~/Library/Application Support/Code/User/mcp.json',
    linux: '~/.config/Code/User/mcp.json',
    windows: '%APPDATA%\\Code\\User\\mcp.json',
  },
  projectPath: '.vscode/mcp.json',
  docsUrl: 'https://code.visualstudio.com/docs/copilot/chat/mcp-servers',
  verifiedAt: '2026-11',
  status: 'stable',
  restart: 'Run "MCP: List Servers" from the command palette and start the server.',
  emit: (target) => (target.auth === 'sigv4' ? signed(target) : bearer(target)),
}

function signed(target: Target): Emission {
  const server = { type: 'stdio', ...signingProxy(target) }
  return {
    document: { servers: { [target.name]: server } },
    container: ['servers'],
    command: shellLine('code', '--add-mcp', JSON.stringify({ name: target.name, ...server })),
    link: installLink({ name: target.name, ...server }),
    needs: proxyNeeds(target),
    notes: [],
  }
}

/** VS Code fills in `${input:…}` only: it doesn't read environment variables into headers (vscode#336232). */
function bearer(target: Target): Emission {
  const headers = { Authorization: `Bearer \${input:${INPUT_ID}}` }
  const server = { type: 'http', url: target.url, headers }
  const inputs = [{ type: 'promptString', id: INPUT_ID, description: 'AgentCore access token', password: true }]
  return {
    document: { inputs, servers: { [target.name]: server } },
    container: ['servers'],
    link: installLink({ name: target.name, ...server, inputs }),
    needs: [{ text: 'A current access token: VS Code asks for it at the first start and keeps it encrypted.' }],
    notes: [
      'In a file that already has servers, add the entry of "inputs" as well.',
      'The token expires, after an hour by default. Clear the stored input and start the server again then.',
    ],
  }
}

function installLink(server: Record<string, unknown>): string {
  return `vscode:mcp/install?${encodeURIComponent(JSON.stringify(server))}`
}
