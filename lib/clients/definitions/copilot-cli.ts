import { defineClient } from '@/lib/clients/definitions/define'
import { CHECKED, inHome } from '@/lib/clients/definitions/home'
import { PLACEHOLDER_BEARER } from '@/lib/clients/servers'

export const copilotCli = defineClient(
  {
    id: 'copilot-cli',
    name: 'GitHub Copilot CLI',
    initials: 'GH',
    format: 'json',
    paths: inHome('.copilot/mcp-config.json'),
    projectPath: '.mcp.json',
    docsUrl: 'https://docs.github.com/en/copilot/how-tos/use-copilot-agents/use-copilot-cli',
    verifiedAt: CHECKED,
    status: 'stable',
    restart: 'Start a new session; /mcp show lists the server.',
  },
  {
    container: ['mcpServers'],
    stdio: (server) => ({ type: 'local', ...server, tools: ['*'] }),
    remote: (url) => ({ type: 'http', url, headers: { Authorization: PLACEHOLDER_BEARER }, tools: ['*'] }),
    isTerminal: true,
  },
)
