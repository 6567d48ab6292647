// npm run release: checks all that a release needs, then tags it. With -- --dry-run it only checks.
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { root } from './lib/root.mjs'
import { say } from './lib/say.mjs'
import { whyNotReleased } from './package/release-notes.mjs'

const MOST_BYTES = 25 * 2 ** 20
const isDry = process.argv.includes('--dry-run')
const read = (name) => readFileSync(path.join(root, name), 'utf8')
const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
const { version } = JSON.parse(read('package.json'))
const problems = [
  ...whyNotReleased(version, read('CHANGELOG.md'), JSON.parse(read('package-lock.json')).version),
  ...(git('status', '--porcelain') === '' ? [] : ['Something is not committed.']),
  ...(git('branch', '--show-current') === 'main' ? [] : ['This is not main.']),
  ...(git('tag', '--list', `v${version}`) === '' ? [] : [`v${version} is tagged already: choose another version.`]),
]

if (problems.length === 0) {
  for (const script of ['verify', 'package']) {
    say(`npm run ${script}…`)
    const { status } = spawnSync('npm', ['run', '--silent', script], {
      cwd: root,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    })
    problems.push(...(status === 0 ? [] : [`npm run ${script} failed.`]))
  }
  const { size } = statSync(path.join(root, 'build', `slipway-${version}.tgz`), { throwIfNoEntry: false }) ?? {
    size: 0,
  }
  problems.push(...(size > 0 && size <= MOST_BYTES ? [] : [`The tarball has ${size} bytes, of ${MOST_BYTES} at most.`]))
}
for (const problem of problems) {
  say(problem)
}
if (problems.length === 0 && !isDry) {
  git('tag', '--annotate', `v${version}`, '--message', `Slipway ${version}`)
}
say(
  problems.length > 0
    ? 'not released.'
    : isDry
      ? `v${version} can be released.`
      : `v${version} is tagged. Push the tag to publish it.`,
)
process.exit(problems.length === 0 ? 0 : 1)
