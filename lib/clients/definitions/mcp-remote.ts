import { CHECKED } from '@/lib/clients/definitions/home'
import type { ClientDefinition } from '@/lib/clients/model'
import { NODE_NEED, programNeeds, TOKEN_EXPIRY_NOTE, tokenNeeds } from '@/lib/clients/needs'
import {
  BRACED,
  bridge,
  bridgeOf,
  localProgram,
  programWords,
  REMOTE_PACKAGE,
  startsProgram,
} from '@/lib/clients/servers'

const HEADER = `Authorization: Bearer ${BRACED}`
const HERE = "The client's own config file"

/** For a client that isn't listed: everyone can start a program. */
export const mcpRemote: ClientDefinition = {
  id: 'mcp-remote',
  name: 'mcp-remote, any other client',
  initials: '··',
  format: 'json',
  paths: { mac: HERE, linux: HERE, windows: HERE },
  tokenReference: BRACED,
  redirectUris: ['http://localhost:PORT/oauth/callback'],
  docsUrl: 'https://github.com/punkpeye/mcp-remote',
  verifiedAt: CHECKED,
  status: 'stable',
  restart: 'Start the client again.',
  emit: (target, os) =>
    startsProgram(target)
      ? {
          document: { mcpServers: { [target.name]: localProgram(target, os) } },
          container: ['mcpServers'],
          words: programWords(target, os),
          needs: programNeeds(target, os),
          notes: bridgeOf(target)
            ? []
            : ['mcp-remote does not sign requests. For AWS credentials, the signing proxy takes its place.'],
        }
      : {
          document: { mcpServers: { [target.name]: bridge(target, os, `Bearer ${BRACED}`) } },
          container: ['mcpServers'],
          // mcp-remote fills in the variable itself: the shell must not.
          words: ['npx', '-y', REMOTE_PACKAGE, target.url, '--transport', 'http-only', '--header', HEADER],
          needs: [NODE_NEED, ...tokenNeeds(os)],
          notes: [
            `The client has to fill in ${BRACED}. If it does not, write <YOUR_JWT> there, replace it on your own computer, and do not commit the file.`,
            TOKEN_EXPIRY_NOTE,
          ],
        },
}
