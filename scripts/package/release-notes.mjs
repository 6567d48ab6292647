// What the files say of a version.

/** Why this version can't be released, by the changelog and the lock file; empty where it can. */
export function whyNotReleased(version, changelog, lockVersion) {
  const [newest] = changelog.match(/^## .*/gm) ?? ['']
  const notes = changelog.split(/^## .*$/m)[1] ?? ''
  return [
    ...(/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version) ? [] : [`${version} is no version by semver.`]),
    ...(lockVersion === version ? [] : [`package-lock.json says ${lockVersion}: run npm install.`]),
    ...(newest === `## ${version}` ? [] : [`CHANGELOG.md begins with "${newest}", and not with "## ${version}".`]),
    ...(/^- \S/m.test(notes) ? [] : ['CHANGELOG.md says nothing about it.']),
  ]
}
