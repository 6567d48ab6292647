const SECRET =
  /SECRET|PASS(WORD|WD|PHRASE)|TOKEN|API_?KEY|(ACCESS|PRIVATE|SIGNING|ENCRYPTION|MASTER|SHARED)_?KEY|CREDENTIAL|AUTH(ORIZATION)?_?HEADER|CONNECTION_?STRING|(DATABASE|DB|REDIS|MONGO(DB)?|POSTGRES(QL)?|WEBHOOK)_?UR[IL]|(^|_)(PASS|PWD|PAT|JWT|COOKIES?|DSN|AUTHORIZATION)$/i

/** Whether the value of a variable of that name may be one that nobody is to see. */
export function looksSecret(name: string): boolean {
  return SECRET.test(name)
}
