/** What keeps a Modbus TCP link from opening, and what to do about it. */
export function socketWords(
  problem: unknown,
  { host, port }: { readonly host: string; readonly port: number },
): string {
  const code = problem instanceof Error && 'code' in problem ? String(problem.code) : '';
  switch (code) {
    case 'ECONNREFUSED':
      return `Nothing listens on ${host}:${port}. Check the port, and that Modbus TCP is switched on at the device.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `There is no host called ${host}. Check the name, or use its address.`;
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `${host} does not answer. Check network, cable and address.`;
    case 'ECONNRESET':
      return `${host}:${port} closed the connection. It may serve only one client: close the other.`;
    default:
      return `${host}:${port} cannot be reached: ${problem instanceof Error ? problem.message : String(problem)}`;
  }
}
