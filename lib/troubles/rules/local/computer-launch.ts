import { rulesOf } from '@/lib/troubles/model'
import { NOT_RECOGNIZED_HINTS, notRecognized } from '@/lib/troubles/rules/local/not-recognized'
import { SOURCES } from '@/lib/troubles/sources'

const INSTALL: Record<string, string> = {
  uv: 'Install uv, which brings uvx: brew install uv on macOS, winget install astral-sh.uv on Windows, or the installer of uv.',
  node: 'Install Node.js 20 or later, which brings npx and npm.',
  docker: 'Install Docker Desktop or Docker Engine, and start it.',
  python: 'Install Python 3.12, for example with uv python install 3.12.',
}

function installOf(program: string): string {
  const kind = /^uvx?$/.test(program)
    ? 'uv'
    : /^(npx|npm|node)$/.test(program)
      ? 'node'
      : /^docker$/.test(program)
        ? 'docker'
        : /^(python3?|py|pip3?)$/.test(program)
          ? 'python'
          : ''
  return INSTALL[kind] ?? `Install ${program || 'the program that the server entry names'}.`
}

/** The bare name of a program: no folder, no .exe. */
function nameOf(path: string): string {
  // A path with blanks may have lost its backslashes in reading.
  if (path.includes(' ')) {
    return ''
  }
  return (
    path
      .split(/[\\/]/)
      .at(-1)
      ?.replace(/\.(exe|cmd|bat)$/i, '') ?? ''
  )
}

const PROGRAMS = 'uvx?|npx|npm|node|docker|python3?|pipx?|py|bunx?|deno|mcp-remote|mcp-proxy-for-aws|jq|curl|wsl'

const CUT_PATH = String.raw`[A-Z]:\\+(?:Program|Programme|Users\\+\w{1,40}|Documents)`

/** What runs on the person's computer: programs, shells, Docker. */
export const LAUNCH_RULES = rulesOf('computer', [
  {
    id: 'program-not-found',
    where: ['paste'],
    hints: [
      'enoent',
      'not found',
      'not recognized',
      'unknown command',
      'no such file',
      'mcp startup failed',
      'failed to start mcp server',
      '[winerror 2]',
      'failed to spawn',
      ...NOT_RECOGNIZED_HINTS,
    ],
    pattern: new RegExp(
      [
        'spawn ([^\'"{}]{1,200}?) ENOENT',
        String.raw`failed to spawn:? [\`'"]?(${PROGRAMS})\b(?![\w.-])`,
        String.raw`command not found: (?!aws\b)([\w./-]{1,80})`,
        String.raw`(?<![\w./-])(?!-?(?:aws|zsh|bash|sh|ksh)\b)([\w./-]{1,80}): command not found(?!:)`,
        String.raw`(?:^|[\s:])(${PROGRAMS}): not found\b`,
        String.raw`'(?!aws')(${PROGRAMS})(?:\.exe|\.cmd)?' is not recognized as`,
        String.raw`The term '(?!aws')([\w.\\/-]{1,80})' is not recognized`,
        String.raw`Unknown command:? '?(${PROGRAMS})\b`,
        `Command '(${PROGRAMS})' not found`,
        String.raw`\bbash: (?:line \d{1,5}: )?(/[\w./-]{1,120}/(?:${PROGRAMS})): No such file`,
        `env: .?(${PROGRAMS}).?: No such file`,
        String.raw`exec: "([\w./-]{1,80})": executable file not found`,
        '(?:MCP startup failed|Failed to start MCP server|failed to spawn (?:process|command)): (?:No such file or directory|program not found|The system cannot find the file)',
        String.raw`FileNotFoundError: \[WinError 2\].{0,200}(?:create_windows_process|client.stdio)`,
        ...notRecognized(String.raw`(?!aws\b)[\w.-]{1,80}`),
        String.raw`FileNotFoundError: \[Errno 2\] No such file or directory: '(${PROGRAMS})'`,
      ].join('|'),
      'i',
    ),
    sources: [SOURCES.spawnMissing, SOURCES.uv],
    about: (match) => nameOf(match.slice(1).find(Boolean) ?? ''),
    explain: (match) => {
      const program = nameOf(match.slice(1).find(Boolean) ?? '')
      const named = program || 'The program of the server entry'
      return {
        title: `${named} was not found on this computer.`,
        cause: `${program ? `${program} is not installed` : 'It is not installed'}, or not on the PATH that the client sees: desktop programs do not read the PATH of your terminal.`,
        remedy: [
          `Ask a terminal where it is: which ${program || 'PROGRAM'} (Windows: where ${program || 'PROGRAM'}). Put that full path as command into the server entry, and restart the client.`,
          `If the terminal does not find it either: ${installOf(program)} Then quit the client entirely and start it again, so that it sees the new PATH.`,
        ],
        command: `which ${program || 'uvx'}`,
        actions: [{ type: 'connect-client' }],
      }
    },
  },
  {
    id: 'windows-script',
    over: ['program-not-found'],
    hints: ['failed to spawn'],
    pattern:
      /Failed to spawn:? [`'"]?(?!(?:uvx?|npx|npm|node|docker|python3?|process|command)\b(?![.-]))([\w.-]{1,80})(?:.{0,160}?(program not found|No such file or directory|cannot find the file))?/i,
    sources: [SOURCES.windowsScript, SOURCES.uvTools],
    certainty: 'likely',
    explain: ([, script = 'NAME', why = '']) => ({
      title: `uv cannot start ${script}.`,
      cause: /No such file/i.test(why)
        ? 'The package has no command of that name, or its environment is broken.'
        : 'On Windows the script of a package whose name has dots is found under its full name only, with .exe.',
      remedy: [
        `On Windows, set the args of the server entry to --from, ${script}@VERSION, ${script}.exe: uvx --from PACKAGE NAME.exe.`,
        'Elsewhere, list the commands of the package with uvx --from PACKAGE --help, or make its environment again with uvx --refresh.',
      ],
      command: `uvx --from ${script} ${script}.exe`,
      actions: [{ type: 'connect-client' }],
    }),
  },
  {
    id: 'windows-cmd',
    where: ['paste'],
    hints: ['einval', "requires 'cmd /c' wrapper"],
    pattern: /spawn (?:\S{0,120} )?EINVAL\b|requires 'cmd \/c' wrapper/i,
    sources: [SOURCES.node],
    explain: {
      title: 'Windows cannot start a .cmd script this way.',
      cause: 'npx is a .cmd script there, and Node.js starts such scripts through cmd only.',
      remedy: [
        'Set command to cmd and begin args with /c, npx in the server entry; or name an .exe, such as uvx.exe.',
        'Restart the client.',
      ],
      actions: [{ type: 'connect-client' }],
    },
  },
  {
    id: 'spawn-denied',
    where: ['paste'],
    hints: ['eacces', 'permission denied', ' eperm'],
    pattern: /spawn (\S{1,200}) (?:EACCES|EPERM)\b|(?:zsh|bash): permission denied: (\S{1,200})/i,
    sources: [SOURCES.node],
    explain: ([, one, other]) => ({
      title: 'The program of the server entry may not be run.',
      cause: `${nameOf(one ?? other ?? '') || 'The command'} is a folder or a file without the right to be executed.`,
      remedy: [
        'Name the program itself as command, with its full path; if it is that already, run chmod +x on it.',
        'If the system blocks it (EPERM), allow it under Privacy & Security on macOS, or in the virus scanner, or install it again.',
      ],
      actions: [{ type: 'connect-client' }],
    }),
  },
  {
    id: 'shell-quoting',
    where: ['paste'],
    hints: ['no matches found', 'no matches for wildcard', 'ampersand', 'is not recognized as', 'error near'],
    pattern:
      /zsh: no matches found|parse error near `&'|unexpected token `&'|No matches for wildcard|No match\. .{0,20}https|The ampersand \(&\) character is not allowed|'(?:qualifier|endpointName)' is not recognized as/i,
    sources: [SOURCES.proxy],
    explain: {
      title: 'The shell took a character of the URL for its own.',
      cause: 'Without quotes, ? * & and % have a meaning of their own in a shell.',
      remedy: [
        'Put the whole URL in quotes: single quotes \' in zsh, bash, fish and PowerShell, double quotes " in cmd.',
        'In a .cmd or .bat file also write each % of the URL twice.',
      ],
      actions: [{ type: 'connect-client' }],
    },
  },
  {
    id: 'docker-off',
    where: ['paste'],
    hints: [
      'connect to the docker daemon',
      'dockerdesktoplinuxengine',
      'docker_engine',
      'docker daemon is not running',
      'found in this wsl',
      'dial unix',
    ],
    pattern:
      /(?:Cannot|failed to) connect to the Docker (?:daemon|API)|(?:open|error).{0,160}(?:dockerDesktopLinuxEngine|docker_engine)|docker daemon is not running\b|'docker' could not be found in this WSL|dial unix \S{0,120}docker\S{0,40}\.sock: connect: (?:no such file|connection refused)/i,
    sources: [SOURCES.docker],
    explain: {
      title: 'Docker is not running on this computer.',
      cause: 'The docker command is there, but the daemon that does the work does not answer.',
      remedy: [
        'Start Docker Desktop and wait until it says that it runs (Linux: sudo systemctl start docker), then try again.',
        'Under WSL, switch on the WSL integration of this distribution in Docker Desktop.',
      ],
      command: 'docker info',
    },
  },
  {
    id: 'docker-denied',
    where: ['paste'],
    over: ['docker-off'],
    hints: ['docker daemon socket', 'docker api at unix', 'docker.sock'],
    pattern: /permission denied while trying to connect to the Docker|docker\.sock.{0,80}permission denied/i,
    sources: [SOURCES.docker],
    explain: {
      title: 'You may not talk to Docker on this computer.',
      cause: "Docker's socket belongs to the group docker, and you are not in it.",
      remedy: ['Add yourself to the group docker, then sign out of the computer and in again.'],
      command: 'sudo usermod -aG docker "$USER"',
    },
  },

  {
    id: 'path-with-blank',
    where: ['paste'],
    over: ['program-not-found'],
    hints: ['is not recognized', ...NOT_RECOGNIZED_HINTS],
    pattern: new RegExp([`'"?${CUT_PATH}'? ?is not recognized as`, ...notRecognized(CUT_PATH)].join('|'), 'i'),
    sources: [SOURCES.node],
    explain: {
      title: 'The path of the program was cut at a blank.',
      cause: 'A folder such as Program Files has a blank in its name, and the path stood without quotes.',
      remedy: [
        'Name the program without its folder (npx, uvx) if it is on the PATH, or put the whole path in double quotes.',
        'In the server entry, command holds the program alone and args holds each argument by itself.',
      ],
      actions: [{ type: 'connect-client' }],
    },
  },
  {
    id: 'script-policy',
    where: ['paste'],
    hints: ['running scripts is disabled'],
    pattern: /\.ps1 cannot be loaded because running scripts is disabled/i,
    sources: [SOURCES.node],
    explain: {
      title: 'PowerShell may not run scripts on this computer.',
      cause: 'npx and npm are also there as .ps1 scripts, which the execution policy forbids.',
      remedy: [
        'Use npx.cmd or npm.cmd, or run the command in cmd.',
        'Or allow your own scripts: Set-ExecutionPolicy -Scope CurrentUser RemoteSigned.',
      ],
      command: 'Set-ExecutionPolicy -Scope CurrentUser RemoteSigned',
    },
  },
  {
    id: 'docker-taken',
    where: ['paste'],
    hints: ['port is already allocated', 'is already in use by container'],
    pattern:
      /Bind for \S{1,60}:(\d{1,5}) failed: port is already allocated|container name "\/?([\w.-]{1,80})" is already in use/i,
    sources: [SOURCES.docker],
    explain: ([, port, name]) => ({
      title: port ? `Port ${port} of this computer is taken.` : `There is a container ${name} already.`,
      cause: 'An earlier container still runs or was not removed, or another program has the port.',
      remedy: [
        port
          ? 'Stop the container that has it, or give another port in front: -p 8001:8000.'
          : `Remove it: docker rm -f ${name}.`,
        'With --rm in docker run a container is removed when it ends.',
      ],
      command: 'docker ps -a',
    }),
  },
  {
    id: 'docker-helper',
    where: ['paste'],
    over: ['program-not-found'],
    hints: ['docker-credential-', 'error storing credentials', 'error getting credentials'],
    pattern: /error (?:getting|storing) credentials - err:|docker-credential-[\w-]{1,30}": executable file not found/i,
    sources: [SOURCES.docker],
    explain: {
      title: 'The store in which docker keeps its sign-ins does not work.',
      cause: 'credsStore in ~/.docker/config.json names a helper that is missing or refuses.',
      remedy: [
        'Remove the line credsStore (or credHelpers) from ~/.docker/config.json, then docker login again; or install the helper that it names.',
        'For an image of public.ecr.aws no sign-in is needed.',
      ],
    },
  },
  {
    id: 'docker-tty',
    where: ['paste'],
    hints: ['input device is not a tty'],
    pattern: /the input device is not a TTY/i,
    sources: [SOURCES.docker],
    explain: {
      title: 'docker run wants a terminal, which a client does not have.',
      cause: 'The args have -t (or -it); MCP over standard input needs -i alone.',
      remedy: ['Write docker run -i --rm in the server entry, without -t.'],
      actions: [{ type: 'connect-client' }],
    },
  },
])
