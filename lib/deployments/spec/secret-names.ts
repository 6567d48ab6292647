const SECRET = /SECRET|PASS(WORD|WD|PHRASE)|TOKEN|API_?KEY|ACCESS_KEY|PRIVATE_KEY|CREDENTIAL|(^|_)(PASS|PWD)$/i

/** Whether the value of a variable of that name may be one that nobody is to see. */
export function looksSecret(name: string): boolean {
  return SECRET.test(name)
}
