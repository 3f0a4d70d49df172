#include "event-finder.hpp"

#include <new>
#include <utility>

#include "../check.hpp"

namespace sonde {

namespace {

/** The lists of one band, as the scan fills them. */
struct BandLists {
  EventList* of;
  bool ok = true;

  void event(int kind, double at) { ok = of[kind].push(at) && ok; }
};

}  // namespace

bool EventList::grow() {
  Buffer<double> larger;
  if (!larger.allocate(at_.size() < 128 ? 256 : 2 * at_.size())) return false;
  for (int i = 0; i < count_; ++i) larger[i] = at_[i];
  at_ = std::move(larger);
  return true;
}

EventFinder::~EventFinder() {
  if (lists_ == nullptr) return;
  for (int row = 0; row < rows(); ++row) lists_[row].~EventList();
  std::free(lists_);
}

bool EventFinder::configure(const BandFilterPlan& plan) {
  plan_ = &plan;
  if (!filter_.configure(plan) || !carry_.allocate(2 * static_cast<std::size_t>(plan.bands()))) return false;
  lists_ = static_cast<EventList*>(std::malloc(sizeof(EventList) * rows()));
  if (lists_ == nullptr) return false;
  for (int row = 0; row < rows(); ++row) new (lists_ + row) EventList();
  return true;
}

bool EventFinder::run(const SignalStretch& signal, int first, int count, bool continues) {
  for (int row = 0; row < rows(); ++row) lists_[row].clear();
  // The two samples before a block are those that the block before gave: another block's may differ in their last bits.
  if (first > 0 && !continues) filter(signal, first - 1, false);
  if (first == 0) {
    for (std::size_t i = 0; i < carry_.size(); ++i) carry_[i] = 0;
  }
  bool ok = true;
  for (int block = first; block < first + count; ++block) ok = filter(signal, block, true) && ok;
  return ok;
}

/** The block's samples and what the filters reach, less the mean; zeros outside the signal. */
void EventFinder::fill(const SignalStretch& signal, int block) {
  double* to = filter_.input();
  const int first = block * plan_->step() - plan_->back();
  for (int i = 0; i < plan_->blockSize(); ++i) {
    const int at = first + i;
    const bool isInside = at >= 0 && at < signal.length;
    if (!isInside || at >= signal.given) {
      to[i] = isInside ? 0.0 - signal.mean : 0.0;
      continue;
    }
    check(at >= signal.start && at < signal.start + signal.count, "events: a sample outside the stretch");
    to[i] = signal.x[at - signal.start] - signal.mean;
  }
}

bool EventFinder::filter(const SignalStretch& signal, int block, bool isScanned) {
  const int step = plan_->step();
  const int first = block * step;
  const int count = signal.length - first < step ? signal.length - first : step;
  fill(signal, block);
  filter_.transform();
  bool ok = true;
  for (int band = 0; band < plan_->bands();) {
    double* out[2];
    const int got = filter_.filter(band, out);
    for (int i = 0; i < got; ++i, ++band) {
      double* s = out[i];
      if (signal.topBins != nullptr) signal.topBins->add(band, s, first, count);
      double* last = carry_.data() + 2 * band;
      if (isScanned) {
        s[-2] = last[0];
        s[-1] = last[1];
        BandLists lists = {lists_ + kEventKinds * band};
        scan_events(lists, s, first, count);
        ok = ok && lists.ok;
      }
      last[0] = s[count - 2];
      last[1] = s[count - 1];
    }
  }
  return ok;
}

}  // namespace sonde
