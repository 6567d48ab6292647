import { defineClient } from '@/lib/clients/definitions/define'
import { CHECKED, inHome } from '@/lib/clients/definitions/home'
import { BRACED, bridgeOf, startsProgram } from '@/lib/clients/servers'

export const amp = defineClient(
  {
    id: 'amp',
    name: 'Amp',
    initials: 'Am',
    format: 'jsonc',
    paths: inHome('.config/amp/settings.json'),
    projectPath: '.amp/settings.json',
    tokenReference: BRACED,
    docsUrl: 'https://ampcode.com/manual',
    verifiedAt: CHECKED,
    status: 'unconfirmed',
    restart: 'Start a new session.',
  },
  {
    // One key with a dot in its name.
    container: ['amp.mcpServers'],
    remote: (url) => ({ url, headers: { Authorization: `Bearer ${BRACED}` } }),
    isTerminal: true,
    words: (target, { command, args }) =>
      startsProgram(target) ? ['amp', 'mcp', 'add', target.name, '--', command, ...args] : undefined,
    notes: (target) =>
      bridgeOf(target)
        ? []
        : startsProgram(target)
          ? ['The one-liner sets no region for the proxy: set AWS_DEFAULT_REGION yourself, or use the file.']
          : ['That Amp looks the variable up is not confirmed. If the runtime answers 403, choose mcp-remote.'],
  },
)
