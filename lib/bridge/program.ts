import { existsSync } from 'node:fs'
import path from 'node:path'
import { shellWord } from '@/lib/aws/credential-remedy'
import { env, platformStateFolder } from '@/lib/env'

/** The command line as one program that needs no package: absolute path, below the folder of the clone or the installed package. */
export function builtProgram(root: string): string {
  return path.join(root, 'build', 'slipway.mjs')
}

/** The folder of the clone or of the installed package in which this console runs. */
export function programRoot(): string {
  return env().SLIPWAY_ROOT ?? process.cwd()
}

/** Where the state is unless somebody says otherwise: beside the program in a clone; a package may be replaced any day. */
export function usualStateFolder(root: string): string {
  return existsSync(path.join(root, 'console')) ? platformStateFolder() : path.join(root, '.slipway')
}

/** A line for a terminal, whatever its folder, that has this very program and state do something. */
export function slipwayLine(root: string, words: string): string {
  const { stateDir } = movedState(root)
  const state = stateDir === undefined ? '' : ` --state-dir ${shellWord(stateDir)}`
  return `node ${shellWord(builtProgram(root))} ${words}${state}`
}

/** The state folder of this process, for a program that would not find it by itself; undefined where it is the usual one. */
export function movedState(root: string): { stateDir?: string } {
  const stateDir = path.resolve(env().SLIPWAY_STATE_DIR)
  return stateDir === usualStateFolder(root) ? {} : { stateDir }
}
