import path from 'node:path'

/** The command line as one program that needs no package: absolute path, below the folder of the clone or the installed package. */
export function builtProgram(root: string): string {
  return path.join(root, 'build', 'slipway.mjs')
}
