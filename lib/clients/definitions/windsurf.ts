import { defineClient } from '@/lib/clients/definitions/define'
import { CHECKED, inHome } from '@/lib/clients/definitions/home'
import { TOKEN_VARIABLE } from '@/lib/clients/servers'

export const windsurf = defineClient(
  {
    id: 'windsurf',
    name: 'Windsurf',
    initials: 'Ws',
    format: 'json',
    paths: inHome('.codeium/windsurf/mcp_config.json'),
    secret: 'reference',
    docsUrl: 'https://docs.windsurf.com/windsurf/cascade/mcp',
    verifiedAt: CHECKED,
    status: 'stable',
    restart: 'Press refresh in the MCP panel of Cascade.',
  },
  {
    container: ['mcpServers'],
    // A `url`, as Cursor has it, is not connected to.
    remote: (url) => ({ serverUrl: url, headers: { Authorization: `Bearer \${env:${TOKEN_VARIABLE}}` } }),
    notes: () => [
      'The plugin for JetBrains reads ~/.codeium/mcp_config.json. The newer agent, Devin, has a file of its own.',
    ],
  },
)
