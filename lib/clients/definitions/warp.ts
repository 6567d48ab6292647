import { defineClient } from '@/lib/clients/definitions/define'
import { CHECKED, inHome } from '@/lib/clients/definitions/home'
import { PLACEHOLDER_BEARER } from '@/lib/clients/servers'

export const warp = defineClient(
  {
    id: 'warp',
    name: 'Warp',
    initials: 'Wa',
    format: 'json',
    paths: inHome('.warp/.mcp.json'),
    projectPath: '.warp/.mcp.json',
    docsUrl: 'https://docs.warp.dev/knowledge-and-collaboration/mcp',
    verifiedAt: CHECKED,
    status: 'unconfirmed',
    restart: 'Open Settings, MCP servers and start the server.',
  },
  {
    container: ['mcpServers'],
    remote: (url) => ({ url, headers: { Authorization: PLACEHOLDER_BEARER } }),
  },
)
