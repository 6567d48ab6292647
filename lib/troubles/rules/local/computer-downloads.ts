import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

/** What stands between a server entry and its package: registries, slow lines, damaged caches, folders. */
export const DOWNLOAD_RULES = rulesOf('computer', [
  {
    id: 'package-refused',
    where: ['paste'],
    over: ['http-401', 'http-403'],
    hints: ['failed to fetch: `http', 'failed to download', 'code e401', 'code e403', 'failed to unzip'],
    pattern:
      /Failed to (?:fetch|download|unzip).{0,600}HTTP status client error \((40[13])|npm (?:error|ERR!) code E(40[13])/i,
    sources: [SOURCES.npmErrors, SOURCES.uvTools],
    explain: ([, uv, npm]) => ({
      title: 'The package registry refuses the download.',
      cause:
        (uv ?? npm) === '401'
          ? 'The registry or mirror wants a sign-in that uv or npm does not have, or whose password has expired.'
          : 'The registry or mirror of your company blocks this package or version, or the sign-in may not read it.',
      remedy: [
        (uv ?? npm) === '401'
          ? 'Sign in to it: a token in ~/.npmrc (npm login) for npm; UV_INDEX_NAME_USERNAME and UV_INDEX_NAME_PASSWORD or ~/.netrc for uv.'
          : 'Ask whoever runs the mirror to let the package through, or take the version that it has.',
        'Look which registry is asked: UV_DEFAULT_INDEX and UV_INDEX_URL for uv, npm config get registry for npm.',
      ],
      command: 'npm config get registry',
    }),
  },
  {
    id: 'download-timeout',
    where: ['paste'],
    over: ['connect-timeout', 'answer-timeout'],
    hints: ['uv_http_timeout'],
    pattern: /Try increasing UV_HTTP_TIMEOUT/i,
    sources: [SOURCES.uvTools],
    explain: {
      title: 'The download of the package took too long.',
      cause: 'uv waits 30 seconds for an answer; the line, a proxy or a virus scanner is slower.',
      remedy: [
        'Run the command once in a terminal with UV_HTTP_TIMEOUT=300: the package is then in the cache.',
        'Set UV_HTTP_TIMEOUT=300 in the env of the server entry too, then restart the client.',
      ],
      command: 'UV_HTTP_TIMEOUT=300 uvx mcp-proxy-for-aws@1.7.0 --help',
      actions: [{ type: 'connect-client' }],
    },
  },
  {
    id: 'npx-damaged',
    where: ['paste'],
    hints: ['_npx', 'npm-cache'],
    pattern: /(?:ERR_MODULE_NOT_FOUND|MODULE_NOT_FOUND|Cannot find (?:module|package)).{0,400}[\\/]?_npx[\\/]?/i,
    sources: [SOURCES.npxCache],
    certainty: 'likely',
    explain: {
      title: 'The package that npx keeps is incomplete.',
      cause: 'Its download was broken off once, often by a client that did not wait, and npx uses it as it is.',
      remedy: [
        'Remove what npx keeps: rm -rf ~/.npm/_npx, on Windows rmdir /s /q "%LocalAppData%\\npm-cache\\_npx".',
        'Run the command of the server entry once in a terminal until it has started, then restart the client.',
      ],
      command: 'rm -rf ~/.npm/_npx',
      actions: [{ type: 'connect-client' }],
    },
  },
  {
    id: 'entry-variable',
    where: ['paste'],
    hints: ['missing environment variables:'],
    pattern: /MCP.{0,200}Missing environment variables: ([A-Z_]\w{0,80})/i,
    sources: [SOURCES.claudeCode],
    explain: ([, name = '']) => ({
      title: `The server entry uses the variable ${name}, which is not set.`,
      cause: 'The client fills variables in from its own environment and finds nothing there.',
      remedy: [
        `Set ${name} where the client is started, or write \${${name}:-DEFAULT} in the entry; then restart the client.`,
      ],
      actions: [{ type: 'connect-client' }],
    }),
  },
  {
    id: 'entry-folder',
    where: ['paste'],
    hints: ['failed to change directory', 'project directory'],
    pattern:
      /Failed to change directory to [`'"]?([^`'"\n]{1,200}?)[`'"]?: (?:No such file|The system cannot find)|Project directory [`'"]([^`'"]{1,200})[`'"] does not exist/i,
    sources: [SOURCES.uv],
    explain: ([, one, other]) => ({
      title: `The folder ${one ?? other ?? 'of the server entry'} does not exist.`,
      cause: '--directory, --project or cwd in the server entry names a folder that was moved, or is misspelled.',
      remedy: ['Write the full path of the folder, without ~ and variables, then restart the client.'],
      actions: [{ type: 'connect-client' }],
    }),
  },
  {
    id: 'program-architecture',
    where: ['paste'],
    over: ['launch-ended'],
    hints: ['bad cpu type', 'ebadarch', 'not a valid win32 application'],
    pattern: /bad CPU type in executable|\bEBADARCH\b|is not a valid Win32 application/i,
    sources: [SOURCES.uv],
    explain: {
      title: 'The program is for another processor than this computer has.',
      cause:
        'An Apple silicon program runs on no Intel Mac, an Intel one needs Rosetta; on Windows 32, 64 bits and Arm differ.',
      remedy: [
        'Install the program again with the installer for this computer.',
        'On an Apple silicon Mac Intel programs run after softwareupdate --install-rosetta.',
      ],
      command: 'uname -m',
    },
  },
])
