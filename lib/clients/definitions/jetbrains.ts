import { defineClient } from '@/lib/clients/definitions/define'
import { CHECKED, inHome } from '@/lib/clients/definitions/home'
import { PLACEHOLDER_BEARER } from '@/lib/clients/servers'

const SETTINGS = 'Settings, Tools, AI Assistant, MCP, Add, As JSON'
const SHAPE = {
  container: ['mcpServers'],
  remote: (url: string) => ({ url, headers: { Authorization: PLACEHOLDER_BEARER } }),
}

export const jetbrainsAi = defineClient(
  {
    id: 'jetbrains-ai',
    name: 'JetBrains AI Assistant',
    initials: 'JB',
    format: 'json',
    paths: { mac: SETTINGS, linux: SETTINGS, windows: SETTINGS },
    docsUrl: 'https://www.jetbrains.com/help/ai-assistant/mcp.html',
    verifiedAt: CHECKED,
    status: 'unconfirmed',
    restart: 'Press Apply; the list of MCP servers shows the state.',
  },
  { ...SHAPE, notes: () => ['A server that is an address needs version 2025.2 or newer.'] },
)

export const junie = defineClient(
  {
    id: 'junie',
    name: 'Junie',
    initials: 'Ju',
    format: 'json',
    paths: inHome('.junie/mcp/mcp.json'),
    projectPath: '.junie/mcp/mcp.json',
    docsUrl: 'https://junie.jetbrains.com/docs/junie-ide-plugin-mcp-settings.html',
    verifiedAt: CHECKED,
    status: 'unconfirmed',
    restart: 'Reopen the MCP settings of Junie; the list shows the state.',
  },
  SHAPE,
)
