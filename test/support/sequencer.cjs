// The longest specs first: no worker is left alone with one at the end.
const Sequencer = require('@jest/test-sequencer').default;

const LONGEST = ['acceptance/main-job', 'kernel/program', 'kernel/embedded-postgres'];
const rank = ({ path }) => {
  const at = LONGEST.findIndex((name) => path.includes(`/test/${name}.spec.ts`));
  return at < 0 ? LONGEST.length : at;
};

module.exports = class extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
};
