// What is checked without a browser and without a server: for verify and for npm test.
import { execFileSync } from 'node:child_process'
import { root } from './root.mjs'
import { check, counted } from './steps.mjs'

const FORMATTED = /\.(tsx?|mjs|css|jsonc?)$/

/** Format, lint rules and walls, of everything or of these files. */
export function format(files = ['.']) {
  const names = files.filter((file) => file === '.' || FORMATTED.test(file))
  return names.length === 0
    ? { name: 'format, lint and walls', ms: 0, passed: 0, failed: 0 }
    : check('format, lint and walls', 'biome', ['check', '--no-errors-on-unmatched', ...names])
}

export function unused() {
  return check('unused code', 'knip', [])
}

/** What only tests use is dead too. */
export function unusedInProduction() {
  return check('code that only tests use', 'knip', ['--production', '--config', 'knip.production.json'])
}

export async function types() {
  const routes = await check('route types', 'next', ['typegen'])
  return routes.failed ? routes : check('types', 'tsc', ['--noEmit'])
}

/**
 * Unit tests of one vitest project, or of all. With `since`, only those that a change since that commit reaches, which
 * may be none.
 */
export function unitTests({ project, since } = {}) {
  const chosen = project === undefined ? [] : ['--project', project]
  const narrowed = since === undefined ? [] : ['--changed', since, '--passWithNoTests']
  const args = ['run', ...chosen, ...narrowed, '--reporter=default', '--reporter=json']
  return counted(project === undefined ? 'unit' : `unit, ${project}`, 'vitest', args, {
    mayBeNone: since !== undefined,
  })
}

/** Files (below the clone) that differ from a commit, and new ones; undefined where git can't tell. */
export function changedFiles(since) {
  try {
    const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean)
    return [
      ...git('diff', '--name-only', '--diff-filter=d', since),
      ...git('ls-files', '--others', '--exclude-standard'),
    ]
  } catch {
    return undefined
  }
}

/** Runs these one after the other. */
export async function inTurn(runs) {
  const results = []

  for (const run of runs) {
    results.push(await run())
  }
  return results
}
