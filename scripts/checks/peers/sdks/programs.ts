import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Programs } from '@/scripts/checks/peers/programs'
import { root } from '@/scripts/lib/root.mjs'

/** A program of the document. `prepare` puts it into a folder and answers what runs it, or why nothing does. */
export type SdkProgram = {
  name: string
  /** Of its block in the document. */
  language: string
  prepare: (place: { programs: Programs; folder: string; text: string }) => CommandLine | { skipped: string }
}

type CommandLine = { command: string; args: string[] }

const kept = path.join(root, 'scripts/checks/peers/sdks')
const cache = path.join(root, 'node_modules/.cache/peers/sdks')
const BUILD_LIMIT_MS = 840_000

export const shellProgram: SdkProgram = {
  name: 'AWS CLI',
  language: 'bash',
  prepare: ({ programs, folder, text }) => {
    const bin = path.dirname(programs.peer('aws'))
    return {
      command: 'bash',
      args: ['-e', '-c', `PATH="$1:$PATH"; . "$2"`, 'bash', bin, written(folder, 'practice.sh', text)],
    }
  },
}

export const pythonProgram: SdkProgram = {
  name: 'boto3',
  language: 'python',
  prepare: ({ programs, folder, text }) => ({
    command: programs.peer('python'),
    args: [written(folder, 'practice.py', text)],
  }),
}

/** With the packages of this project. */
export const javascriptProgram: SdkProgram = {
  name: 'AWS SDK for JavaScript',
  language: 'js',
  prepare: ({ folder, text }) => {
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
    return { command: process.execPath, args: [written(folder, 'practice.mjs', text)] }
  },
}

export const goProgram: SdkProgram = {
  name: 'AWS SDK for Go',
  language: 'go',
  prepare: ({ folder, text }) => {
    written(folder, 'main.go', text)
    return compiled('go', folder, ['go.mod', 'go.sum'], ['build', '-o', 'practice', '.'], path.join(folder, 'practice'))
  },
}

/** What it compiled is kept, so that it takes minutes once. */
export const rustProgram: SdkProgram = {
  name: 'AWS SDK for Rust',
  language: 'rust',
  prepare: ({ folder, text }) => {
    const target = path.join(cache, 'rust')
    written(folder, 'main.rs', text)
    const args = ['build', '--quiet', '--locked', '--target-dir', target]
    return compiled('rust', folder, ['Cargo.toml', 'Cargo.lock'], args, path.join(target, 'debug/practice'))
  },
}

const COMPILERS = { go: ['go', 'version'], rust: ['cargo', '--version'] } as const

/** Versions are those of the files kept beside. A compiler that isn't here is no failure, and the summary says so. */
function compiled(
  name: keyof typeof COMPILERS,
  folder: string,
  files: string[],
  args: string[],
  program: string,
): ReturnType<SdkProgram['prepare']> {
  const [compiler, asked] = COMPILERS[name]

  if (spawnSync(compiler, [asked]).status !== 0) {
    return { skipped: `there is no ${compiler} here` }
  }
  for (const file of files) {
    copyFileSync(path.join(kept, name, file), path.join(folder, file))
  }
  mkdirSync(cache, { recursive: true })
  const { status, stderr } = spawnSync(compiler, args, { cwd: folder, encoding: 'utf8', timeout: BUILD_LIMIT_MS })

  if (status !== 0) {
    throw new Error(`${compiler} ${args[0]} ended with ${status}: ${stderr.slice(-800)}`)
  }
  return { command: program, args: [] }
}

function written(folder: string, name: string, text: string): string {
  const file = path.join(folder, name)
  writeFileSync(file, text)
  return file
}
