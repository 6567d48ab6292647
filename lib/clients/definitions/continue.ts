import { defineClient } from '@/lib/clients/definitions/define'
import { CHECKED, inHome } from '@/lib/clients/definitions/home'
import { startsProgram, TOKEN_VARIABLE } from '@/lib/clients/servers'

const REFERENCE = `\${{ secrets.${TOKEN_VARIABLE} }}`

export const continueDev = defineClient(
  {
    id: 'continue',
    name: 'Continue',
    initials: 'Cn',
    format: 'yaml',
    paths: inHome('.continue/config.yaml'),
    projectPath: '.continue/mcpServers/aws.yaml',
    tokenReference: REFERENCE,
    docsUrl: 'https://docs.continue.dev/customize/deep-dives/mcp',
    verifiedAt: CHECKED,
    status: 'stable',
    restart: 'The file is read again when it is saved; MCP works in agent mode only.',
  },
  {
    container: ['mcpServers'],
    isList: true,
    around: { name: 'My config', version: '1.0.0', schema: 'v1' },
    stdio: (server) => ({ type: 'stdio', ...server }),
    remote: (url) => ({
      type: 'streamable-http',
      url,
      requestOptions: { headers: { Authorization: `Bearer ${REFERENCE}` } },
    }),
    notes: (target) =>
      startsProgram(target) ? [] : [`Continue reads the secret ${TOKEN_VARIABLE} from ~/.continue/.env as well.`],
  },
)
