// A page's seat at the laptop: asked for, and given up, over plain http.

const xsrf = () => document.cookie.match(/(?:^|; )_xsrf=([^;]*)/)?.[1] ?? "";

// What the server says of this page: {kernelId}, {gone: true}, or {} when it could not be asked or was not willing.
export async function requestSeat(fetch, address, signal) {
  try {
    const headers = { "X-XSRFToken": xsrf() };
    const answer = await fetch(address, { method: "POST", headers, cache: "no-store", signal });
    if (answer.status === 404 || answer.status === 410) return { gone: true };
    return answer.status === 200 ? { kernelId: (await answer.json()).kernelId } : {};
  } catch {
    return {};
  }
}

// A beacon is sent even though the page is being left.
export function leaveSeat(base, kernelId) {
  const form = new FormData();
  form.append("_xsrf", xsrf());
  navigator.sendBeacon(`${base}voila/api/shutdown/${kernelId}`, form);
}
