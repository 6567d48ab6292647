import type { Need, OperatingSystem, Target } from '@/lib/clients/model'
import { shellLine } from '@/lib/clients/shell'

/** Pinned: unpinned `uvx` tools broke when their own dependencies moved (clients facts, section 0). */
const PROXY_PACKAGE = 'mcp-proxy-for-aws@1.6.4'
export const REMOTE_PACKAGE = 'mcp-remote@0.15.1'

/** Environment variable that holds the access token; configs name it and never hold the token. */
export const TOKEN_VARIABLE = 'AGENTCORE_JWT'

export type StdioServer = { command: string; args: string[]; env: Record<string, string> }

/** The local proxy that signs requests with SigV4. The endpoint comes first: a list option before it swallows it. */
export function signingProxy({ url, region, profile }: Target): StdioServer {
  return {
    command: 'uvx',
    args: [
      PROXY_PACKAGE,
      url,
      '--service',
      'bedrock-agentcore',
      '--region',
      region,
      ...(profile === undefined ? [] : ['--profile', profile]),
    ],
    // Clients start children with a trimmed environment, and boto3 knows its region by this name only: without it the proxy
    // doesn't start, unless the URL happens to be AgentCore's own.
    env: { AWS_DEFAULT_REGION: region },
  }
}

/** The words of the proxy's command line, for one-liners. */
export function proxyWords(target: Target): string[] {
  const { command, args } = signingProxy(target)
  return [command, ...args]
}

export function proxyNeeds(target: Target): Need[] {
  const isLocal = target.url.startsWith('http:')

  return [
    {
      text: 'uv, which brings uvx.',
      href: 'https://docs.astral.sh/uv/getting-started/installation/',
    },
    {
      text: 'The proxy fetched once beforehand, so that the first start does not time out.',
      command: shellLine('uvx', PROXY_PACKAGE, '--help'),
    },
    isLocal
      ? { text: "The practice account's keys as AWS credentials, and Slipway running on this computer." }
      : { text: 'AWS credentials that allow bedrock-agentcore:InvokeAgentRuntime on this runtime.' },
  ]
}

export function tokenNeeds(os: OperatingSystem): Need[] {
  return [
    {
      text: `A current access token in the variable ${TOKEN_VARIABLE}. This line asks for it and keeps it out of the shell history.`,
      command:
        os === 'windows'
          ? `$env:${TOKEN_VARIABLE} = Read-Host -MaskInput 'Access token'`
          : `read -rs ${TOKEN_VARIABLE} && export ${TOKEN_VARIABLE}`,
    },
  ]
}

/** Programs that are started from a dock or a menu don't see what a shell exports. */
export function desktopTokenNeeds(os: OperatingSystem): Need[] {
  const commands = {
    mac: `launchctl setenv ${TOKEN_VARIABLE} "$${TOKEN_VARIABLE}"`,
    linux: `systemctl --user import-environment ${TOKEN_VARIABLE}`,
    windows: `[Environment]::SetEnvironmentVariable('${TOKEN_VARIABLE}', $env:${TOKEN_VARIABLE}, 'User')`,
  }
  return [
    ...tokenNeeds(os),
    { text: 'The same variable where desktop programs see it; then a full restart.', command: commands[os] },
  ]
}

export const TOKEN_EXPIRY_NOTE =
  'The token expires, after an hour by default. Set the variable anew and restart the client then.'
