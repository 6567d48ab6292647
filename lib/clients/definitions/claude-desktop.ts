import { CHECKED } from '@/lib/clients/definitions/home'
import type { ClientDefinition, OperatingSystem, Target } from '@/lib/clients/model'
import { NODE_NEED, PLACEHOLDER_NOTES, programNeeds } from '@/lib/clients/needs'
import { bridge, bridgeOf, localProgram, PLACEHOLDER_BEARER, startsProgram } from '@/lib/clients/servers'

/** Claude Desktop starts programs only and fills in no variables, so a bridge carries a bearer header. */
export const claudeDesktop: ClientDefinition = {
  id: 'claude-desktop',
  name: 'Claude Desktop',
  initials: 'CD',
  format: 'json',
  paths: {
    mac: '~/Library/Application Support/Claude/claude_desktop_config.json',
    linux: '~/.config/Claude/claude_desktop_config.json',
    windows: '%APPDATA%\\Claude\\claude_desktop_config.json',
  },
  redirectUris: ['https://claude.ai/api/mcp/auth_callback', 'https://claude.com/api/mcp/auth_callback'],
  docsUrl: 'https://modelcontextprotocol.io/docs/develop/connect-local-servers',
  verifiedAt: CHECKED,
  status: 'stable',
  restart: 'Quit it completely, from the tray too, and start it again.',
  emit: (target, os) => ({
    document: {
      mcpServers: {
        [target.name]: startsProgram(target) ? localProgram(target, os) : bridge(target, os, PLACEHOLDER_BEARER),
      },
    },
    container: ['mcpServers'],
    needs: startsProgram(target) ? programNeeds(target, os) : [NODE_NEED],
    notes: [...startNotes(target), ...storeNote(os)],
  }),
}

function startNotes(target: Target): string[] {
  if (bridgeOf(target)) {
    return []
  }
  return startsProgram(target)
    ? ['A program started from a dock or menu may not find uvx. If the log says so, choose the full path above.']
    : PLACEHOLDER_NOTES
}

function storeNote(os: OperatingSystem): string[] {
  return os === 'windows'
    ? [
        'Installed from the Microsoft Store, the file is under %LOCALAPPDATA%\\Packages\\Claude_*\\LocalCache\\Roaming\\Claude.',
      ]
    : []
}
