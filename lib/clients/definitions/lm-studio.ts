import { defineClient } from '@/lib/clients/definitions/define'
import { CHECKED, inHome } from '@/lib/clients/definitions/home'
import { base64, query } from '@/lib/clients/links'
import { PLACEHOLDER_BEARER, startsProgram } from '@/lib/clients/servers'

export const lmStudio = defineClient(
  {
    id: 'lm-studio',
    name: 'LM Studio',
    initials: 'LM',
    format: 'json',
    paths: inHome('.lmstudio/mcp.json'),
    docsUrl: 'https://lmstudio.ai/docs/app/mcp',
    verifiedAt: CHECKED,
    status: 'stable',
    restart: 'The file is read again when it is saved in LM Studio: Program, Install, Edit mcp.json.',
  },
  {
    container: ['mcpServers'],
    remote: (url) => ({ url, headers: { Authorization: PLACEHOLDER_BEARER } }),
    // A link with a token to be filled in would invite to fill it in there.
    link: (target, entry) =>
      startsProgram(target)
        ? `lmstudio://add_mcp?${query({ name: target.name, config: base64(JSON.stringify(entry)) })}`
        : undefined,
  },
)
