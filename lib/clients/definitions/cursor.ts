import { defineClient } from '@/lib/clients/definitions/define'
import { CHECKED, inHome } from '@/lib/clients/definitions/home'
import { base64, query } from '@/lib/clients/links'
import { ENV_BRACED } from '@/lib/clients/servers'

export const cursor = defineClient(
  {
    id: 'cursor',
    name: 'Cursor',
    initials: 'Cu',
    format: 'json',
    paths: inHome('.cursor/mcp.json'),
    projectPath: '.cursor/mcp.json',
    tokenReference: ENV_BRACED,
    redirectUris: [
      'http://localhost:8787/callback',
      'cursor://anysphere.cursor-mcp/oauth/callback',
      'https://www.cursor.com/agents/mcp/oauth/callback',
    ],
    docsUrl: 'https://cursor.com/docs/context/mcp',
    verifiedAt: CHECKED,
    status: 'stable',
    restart: 'Open Settings, MCP and switch the server off and on.',
  },
  {
    container: ['mcpServers'],
    remote: (url) => ({ url, headers: { Authorization: `Bearer ${ENV_BRACED}` } }),
    link: ({ name }, entry) =>
      `cursor://anysphere.cursor-deeplink/mcp/install?${query({ name, config: base64(JSON.stringify(entry)) })}`,
  },
)
