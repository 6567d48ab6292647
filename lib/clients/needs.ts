import type { BridgeCall, Need, OperatingSystem, Target } from '@/lib/clients/model'
import { bridgeOf, PROXY_IMAGE, PROXY_PACKAGE, TOKEN_VARIABLE } from '@/lib/clients/servers'
import { shellLine } from '@/lib/clients/shell'
import { routes } from '@/lib/routes'

const IN_FILES = 'In ~/.aws, by a login or a profile: most clients do not hand exported keys on.'

/** What has to be there for a client that starts a program. */
export function programNeeds(target: Target, os: OperatingSystem): Need[] {
  const call = bridgeOf(target)
  return call ? bridgeNeeds(target, call) : proxyNeeds(target, os)
}

function bridgeNeeds(target: Target, { node, script, runtime, connection, stateDir }: BridgeCall): Need[] {
  const where = connection === undefined ? [] : ['--connection', connection]
  const state = stateDir === undefined ? [] : ['--state-dir', stateDir]
  const signedIn: Need = {
    text: 'Signed in to this server once. Slipway keeps the sign-in and renews the token.',
    command: shellLine('node', script, 'login', runtime, ...where, ...state),
  }
  return [
    { text: `Node.js at ${node}, as now.`, href: 'https://nodejs.org/en/download' },
    { text: `Slipway’s folder where it is now: the client starts ${script}.` },
    target.auth === 'jwt' ? signedIn : target.isPractice ? RUNNING : credentialsNeed(target),
  ]
}

/** The bridge finds the practice account and its keys by itself. */
const RUNNING: Need = { text: 'Slipway running on this computer, which brings the practice account along.' }

function proxyNeeds(target: Target, os: OperatingSystem): Need[] {
  const isLost = target.isPractice && target.launcher === 'docker'
  return [...launcherNeeds(target, os), credentialsNeed(target), ...(isLost ? [UNREACHABLE] : [])]
}

/** Whose permissions count, and where the keys have to be. */
export function credentialsNeed({ isPractice, service }: Target): Need {
  if (isPractice) {
    return {
      text: "The practice account's keys as AWS credentials, which Settings shows under Practice account, and Slipway running on this computer.",
      link: { label: 'Show the keys', href: routes.settingsPractice() },
    }
  }
  const allowed =
    service === undefined
      ? 'AWS credentials that allow bedrock-agentcore:InvokeAgentRuntime on this runtime.'
      : 'AWS credentials that allow what the assistant is to do: the managed server acts as you.'
  return { text: `${allowed} ${IN_FILES}` }
}

const UNREACHABLE: Need = {
  text: 'Another way to start it: the practice account listens on this computer, where a container does not reach it.',
}

const WHERE_UVX = { mac: 'command -v uvx', linux: 'command -v uvx', windows: '(Get-Command uvx).Source' }

function launcherNeeds({ launcher = 'uvx' }: Target, os: OperatingSystem): Need[] {
  if (launcher === 'docker') {
    return [
      { text: 'Docker, running.', href: 'https://docs.docker.com/get-started/get-docker/' },
      { text: 'The image fetched once beforehand.', command: shellLine('docker', 'pull', PROXY_IMAGE) },
      { text: 'Your own folder in place of <YOU>: the container reads the AWS profiles in it.' },
    ]
  }
  const name: Need[] =
    launcher === 'path'
      ? [{ text: 'Your own folder in place of <YOU>. This line says where uvx is:', command: WHERE_UVX[os] }]
      : []
  return [
    { text: 'uv, which brings uvx.', href: 'https://docs.astral.sh/uv/getting-started/installation/' },
    {
      text: 'The proxy fetched once beforehand, so that the first start does not time out.',
      command: shellLine('uvx', PROXY_PACKAGE, '--help'),
    },
    ...name,
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

export const NODE_NEED: Need = { text: 'Node.js, which brings npx.', href: 'https://nodejs.org/en/download' }

export const BRIDGE_NOTE =
  'Nothing in this entry expires: Slipway’s bridge signs in by itself, waits for cold starts, and says in words what fails.'

export const TOKEN_EXPIRY_NOTE =
  'The token expires, after an hour by default. Set the variable again and restart the client then.'

export const PLACEHOLDER_NOTES = [
  'Put the access token in place of <YOUR_JWT> on your own computer. The file then holds a secret: do not commit it, and keep it out of backups.',
  'The token expires, after an hour by default. Put the new one in and restart then.',
  'The option --header-file of mcp-remote reads the header from a file of its own, for those who share this one.',
]
