// So many clients of VTServer at once, each of which asks one line again and again as the original's do: a connection, a
// line, an answer, the end. One thread, so that it fits on the core that the server does not use, and native, so that
// what is measured is the server.
//
//   vt-clients <port> <clients> <requests> <line> [<requests a second, of all clients>]
//
// Without a rate each client asks again as soon as it is answered. With one, requests are due at even intervals: one that
// is late, because its client still waits, counts from when it was due, so that a server that stalls is charged with all
// that it kept waiting.
//
// Prints the microseconds from connecting, or from when that was due, to the whole answer, one number a line, in any
// order; then "s <seconds>" for all of them. Ends with status 1 at an answer that is not "ok".
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

struct Client {
  int socket = -1;
  Clock::time_point started;
  /** With a rate: of its next request. */
  Clock::time_point due;
  std::string answer;
};

[[noreturn]] void fail(const char* what) {
  std::perror(what);
  std::exit(1);
}

double microseconds_since(Clock::time_point started) {
  return std::chrono::duration<double, std::micro>(Clock::now() - started).count();
}

class Load {
 public:
  /** @param rate requests a second; 0 for as many as there are answers */
  Load(int port, std::string line, long requests, double rate) : line_(std::move(line)), left_(requests), rate_(rate) {
    address_.sin_family = AF_INET;
    address_.sin_port = htons(static_cast<uint16_t>(port));
    address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    line_ += '\n';
  }

  std::vector<double> run(size_t count) {
    std::vector<Client> clients(count);
    interval_ = rate_ > 0 ? std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(count / rate_))
                          : Clock::duration{};
    const auto first = Clock::now();
    for (size_t i = 0; i < count; i++) {
      clients[i].due = first + interval_ * i / count;
      ask_when_due(clients[i]);
    }
    while (open_ > 0 || !idle_.empty()) {
      epoll_event events[256];
      const int ready = epoll_wait(poll_, events, 256, idle_.empty() ? 30'000 : 0);
      if (ready < 0 || (ready == 0 && idle_.empty())) fail("no answer");
      for (int i = 0; i < ready; i++) hear(*static_cast<Client*>(events[i].data.ptr));
      ask_who_is_due();
    }
    return std::move(times_);
  }

 private:
  void ask_when_due(Client& client) {
    if (rate_ > 0) idle_.push_back(&client);
    else ask(client);
  }

  /** Looks all the time, on a core of its own: a sleep would wake late by as much as an answer takes. */
  void ask_who_is_due() {
    const auto now = Clock::now();
    for (size_t i = 0; i < idle_.size();) {
      Client& client = *idle_[i];
      if (client.due > now) {
        i++;
        continue;
      }
      idle_.erase(idle_.begin() + static_cast<ptrdiff_t>(i));
      ask(client);
      client.started = client.due;
      client.due += interval_;
    }
  }

  /** On loopback a connection is made, or refused, at once: no need to wait for it. */
  void ask(Client& client) {
    if (left_-- <= 0) return;
    client.answer.clear();
    client.started = Clock::now();
    client.socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (client.socket < 0) fail("socket");
    if (connect(client.socket, reinterpret_cast<sockaddr*>(&address_), sizeof address_) != 0) fail("connect");
    if (send(client.socket, line_.data(), line_.size(), 0) != static_cast<ssize_t>(line_.size())) fail("send");
    epoll_event wanted{.events = EPOLLIN, .data = {.ptr = &client}};
    if (epoll_ctl(poll_, EPOLL_CTL_ADD, client.socket, &wanted) != 0) fail("epoll");
    open_++;
  }

  void hear(Client& client) {
    char bytes[2048];
    const ssize_t size = recv(client.socket, bytes, sizeof bytes, 0);
    if (size < 0) fail("recv");
    if (size > 0) {
      client.answer.append(bytes, static_cast<size_t>(size));
      if (client.answer.back() == '\n') times_.push_back(microseconds_since(client.started));
      return;
    }
    if (client.answer.rfind("{\"out\": \"ok\"", 0) != 0) {
      std::fprintf(stderr, "got %s\n", client.answer.c_str());
      std::exit(1);
    }
    close(client.socket);
    open_--;
    ask_when_due(client);
  }

  const int poll_ = epoll_create1(EPOLL_CLOEXEC);
  sockaddr_in address_{};
  std::string line_;
  long left_;
  const double rate_;
  /** Between two requests of one client. */
  Clock::duration interval_{};
  /** Clients whose next request is not due yet. */
  std::vector<Client*> idle_;
  size_t open_ = 0;
  std::vector<double> times_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5 && argc != 6) return 2;
  const Clock::time_point started = Clock::now();
  const double rate = argc == 6 ? std::atof(argv[5]) : 0;
  const auto times =
      Load(std::atoi(argv[1]), argv[4], std::atol(argv[3]), rate).run(static_cast<size_t>(std::atol(argv[2])));
  const double seconds = microseconds_since(started) / 1e6;
  for (const double time : times) std::printf("%.1f\n", time);
  std::printf("s %.6f\n", seconds);
}
