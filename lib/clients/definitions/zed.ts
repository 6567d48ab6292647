import { defineClient } from '@/lib/clients/definitions/define'
import { CHECKED } from '@/lib/clients/definitions/home'
import { PLACEHOLDER_BEARER } from '@/lib/clients/servers'

export const zed = defineClient(
  {
    id: 'zed',
    name: 'Zed',
    initials: 'Ze',
    format: 'jsonc',
    paths: {
      mac: '~/.config/zed/settings.json',
      linux: '~/.config/zed/settings.json',
      windows: '%APPDATA%\\Zed\\settings.json',
    },
    projectPath: '.zed/settings.json',
    docsUrl: 'https://zed.dev/docs/ai/mcp',
    verifiedAt: CHECKED,
    status: 'stable',
    restart: 'The file is read again when it is saved; the Agent panel shows a green dot.',
  },
  {
    container: ['context_servers'],
    // Zed doesn't look variables up in headers (zed#60459).
    remote: (url) => ({ url, headers: { Authorization: PLACEHOLDER_BEARER } }),
  },
)
