import { defineClient } from '@/lib/clients/definitions/define'
import { CHECKED, inHome } from '@/lib/clients/definitions/home'
import { ENV_BRACED } from '@/lib/clients/servers'

const TIMEOUT_S = 300

export const cline = defineClient(
  {
    id: 'cline',
    name: 'Cline',
    initials: 'Cl',
    format: 'json',
    paths: inHome('.cline/data/settings/cline_mcp_settings.json'),
    tokenReference: ENV_BRACED,
    timeouts: [{ setting: 'timeout', value: TIMEOUT_S, unit: 'seconds' }],
    docsUrl: 'https://docs.cline.bot/mcp/configuring-mcp-servers',
    verifiedAt: CHECKED,
    status: 'stable',
    restart: 'The file is read again when it is saved; the MCP Servers panel shows the state.',
  },
  {
    container: ['mcpServers'],
    stdio: (server) => ({ ...server, timeout: TIMEOUT_S, disabled: false }),
    // Without the type, Cline takes the address for one of the older SSE kind.
    remote: (url) => ({
      type: 'streamableHttp',
      url,
      headers: { Authorization: `Bearer ${ENV_BRACED}` },
      timeout: TIMEOUT_S,
      disabled: false,
    }),
    notes: () => [
      'Older versions keep the file with the extension: "Configure MCP Servers" in Cline opens the right one.',
    ],
  },
)

/** Discontinued in May 2026; Cline reads the same kind of file. */
export const rooCode = defineClient(
  {
    id: 'roo-code',
    name: 'Roo Code',
    initials: 'Ro',
    format: 'json',
    paths: { mac: '.roo/mcp.json', linux: '.roo/mcp.json', windows: '.roo\\mcp.json' },
    projectPath: '.roo/mcp.json',
    tokenReference: ENV_BRACED,
    timeouts: [{ setting: 'timeout', value: TIMEOUT_S, unit: 'seconds' }],
    docsUrl: 'https://docs.roocode.com/features/mcp/using-mcp-in-roo',
    verifiedAt: CHECKED,
    status: 'legacy',
    restart: 'Press refresh in the MCP panel.',
  },
  {
    container: ['mcpServers'],
    stdio: (server) => ({ ...server, timeout: TIMEOUT_S }),
    remote: (url) => ({
      type: 'streamable-http',
      url,
      headers: { Authorization: `Bearer ${ENV_BRACED}` },
      timeout: TIMEOUT_S,
    }),
    notes: () => ['Roo Code was discontinued in May 2026. Cline is the nearest client that lives.'],
  },
)
