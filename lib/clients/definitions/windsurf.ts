import { defineClient } from '@/lib/clients/definitions/define'
import { CHECKED, inHome } from '@/lib/clients/definitions/home'
import { ENV_BRACED } from '@/lib/clients/servers'

export const windsurf = defineClient(
  {
    id: 'windsurf',
    name: 'Windsurf',
    initials: 'Ws',
    format: 'json',
    paths: inHome('.codeium/windsurf/mcp_config.json'),
    tokenReference: ENV_BRACED,
    docsUrl: 'https://docs.windsurf.com/windsurf/cascade/mcp',
    verifiedAt: CHECKED,
    status: 'stable',
    restart: 'Press refresh in the MCP panel of Cascade.',
  },
  {
    container: ['mcpServers'],
    // A `url`, as Cursor has it, is not connected to.
    remote: (url) => ({ serverUrl: url, headers: { Authorization: `Bearer ${ENV_BRACED}` } }),
    notes: () => [
      'The plugin for JetBrains reads ~/.codeium/mcp_config.json. The newer agent, Devin, has a file of its own.',
    ],
  },
)
