import type { ClientDefinition, Emission, OperatingSystem, Target } from '@/lib/clients/model'
import { proxyNeeds, REMOTE_PACKAGE, type StdioServer, signingProxy } from '@/lib/clients/servers'

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
  docsUrl: 'https://modelcontextprotocol.io/docs/develop/connect-local-servers',
  verifiedAt: '2026-11',
  status: 'stable',
  restart: 'Quit it completely, from the tray too, and start it again.',
  emit: (target, os) => (target.auth === 'sigv4' ? signed(target, os) : bearer(target, os)),
}

function signed(target: Target, os: OperatingSystem): Emission {
  return {
    document: { mcpServers: { [target.name]: signingProxy(target) } },
    container: ['mcpServers'],
    needs: proxyNeeds(target),
    notes: [
      `A program started from a dock or menu may not find uvx. If the log says so, write its full path as the command: ${uvxPath(os)}`,
      ...storeNote(os),
    ],
  }
}

/** Claude Desktop starts programs only and fills in no variables, so a bridge carries the header. */
function bearer(target: Target, os: OperatingSystem): Emission {
  return {
    document: { mcpServers: { [target.name]: bridge(target, os) } },
    container: ['mcpServers'],
    needs: [{ text: 'Node.js, which brings npx.', href: 'https://nodejs.org/en/download' }],
    notes: [
      'Put the access token in place of <YOUR_JWT> on your own computer. The file then holds a secret: keep it out of git and backups.',
      'The token expires, after an hour by default. Put the new one in and restart then.',
      ...storeNote(os),
    ],
  }
}

function bridge({ url }: Target, os: OperatingSystem): StdioServer {
  // No space after the colon: some clients split arguments at spaces.
  const header = `Authorization:\${AUTH_HEADER}`
  const words = ['npx', '-y', REMOTE_PACKAGE, url, '--transport', 'http-only', '--header', header]
  const [command = 'npx', ...args] = os === 'windows' ? ['cmd', '/c', ...words] : words
  return { command, args, env: { AUTH_HEADER: 'Bearer <YOUR_JWT>' } }
}

function uvxPath(os: OperatingSystem): string {
  return os === 'windows' ? '%USERPROFILE%\\.local\\bin\\uvx.exe' : '~/.local/bin/uvx, spelled out from the root.'
}

function storeNote(os: OperatingSystem): string[] {
  return os === 'windows'
    ? [
        'Installed from the Microsoft Store, the file is under %LOCALAPPDATA%\\Packages\\Claude_*\\LocalCache\\Roaming\\Claude.',
      ]
    : []
}
