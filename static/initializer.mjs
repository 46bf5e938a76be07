// Tells how far the download of the page is.
export default function initializer() {
  const boot = window.dafuBoot;
  return {
    onProgress({ current, total }) {
      if (!total || !current) return;
      const share = Math.min(100, Math.round((current / total) * 100));
      boot?.say(`正在载入 ${share}%`, `Loading ${share}%`);
    },
    onSuccess() {
      boot?.say("", "");
    },
    onFailure(error) {
      boot?.fail(String(error?.message ?? error));
    },
  };
}
