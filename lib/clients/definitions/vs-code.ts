import { CHECKED } from '@/lib/clients/definitions/home'
import type { ClientDefinition, Emission, OperatingSystem, Target } from '@/lib/clients/model'
import { programNeeds } from '@/lib/clients/needs'
import { localProgram, startsProgram } from '@/lib/clients/servers'

const INPUT = { type: 'promptString', id: 'agentcore-jwt', description: 'AgentCore access token', password: true }
const REFERENCE = `\${input:${INPUT.id}}`

export const vsCode: ClientDefinition = {
  id: 'vs-code',
  name: 'VS Code',
  initials: 'VS',
  format: 'jsonc',
  paths: {
    mac: '~/Library/Application Support/Code/User/mcp.json',
    linux: '~/.config/Code/User/mcp.json',
    windows: '%APPDATA%\\Code\\User\\mcp.json',
  },
  projectPath: '.vscode/mcp.json',
  tokenReference: REFERENCE,
  redirectUris: ['http://127.0.0.1:33418', 'https://vscode.dev/redirect'],
  docsUrl: 'https://code.visualstudio.com/docs/copilot/chat/mcp-servers',
  verifiedAt: CHECKED,
  status: 'stable',
  restart: 'Run "MCP: List Servers" from the command palette and start the server.',
  emit: (target, os) => (startsProgram(target) ? signed(target, os) : bearer(target)),
}

function signed(target: Target, os: OperatingSystem): Emission {
  const server = { type: 'stdio', ...localProgram(target, os) }
  return {
    document: { servers: { [target.name]: server } },
    container: ['servers'],
    words: ['code', '--add-mcp', JSON.stringify({ name: target.name, ...server })],
    link: installLink({ name: target.name, ...server }),
    needs: programNeeds(target, os),
    notes: [],
  }
}

/** VS Code fills in `${input:…}` only: it doesn't read environment variables into headers (vscode#336232). */
function bearer(target: Target): Emission {
  const headers = { Authorization: `Bearer ${REFERENCE}` }
  const server = { type: 'http', url: target.url, headers }
  return {
    document: { inputs: [INPUT], servers: { [target.name]: server } },
    container: ['servers'],
    also: [{ path: ['inputs'], value: INPUT, identity: 'id' }],
    link: installLink({ name: target.name, ...server, inputs: [INPUT] }),
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
